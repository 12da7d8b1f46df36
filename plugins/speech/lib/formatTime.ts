/** Seconds as `1:02:03` or `2:03`. */
export function formatTime(seconds: number): string {
	const whole = Math.floor(seconds);
	const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	const shown = parts[0] === 0 ? parts.slice(1) : parts;
	return shown.map((part, number) => (number === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
