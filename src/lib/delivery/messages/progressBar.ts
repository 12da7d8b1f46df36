const cells = 12;

/**
 * `▰▰▰▰▰▱▱▱▱▱▱▱ 42 %`. Full, and 100 %, only where all is done.
 *
 * @param progress 0 to 1
 */
export function progressBar(progress: number): string {
	const part = Math.min(1, Math.max(0, Number.isFinite(progress) ? progress : 0));
	const filled = Math.floor(part * cells);
	return `${'▰'.repeat(filled)}${'▱'.repeat(cells - filled)} ${Math.floor(part * 100)} %`;
}
