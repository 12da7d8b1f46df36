/** `1.3 MB`: decimal units, as limits are set in. */
export function sizeText(bytes: number): string {
	if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
	const units = ['kB', 'MB', 'GB'] as const;
	const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
	return `${Number((bytes / 1000 ** power).toPrecision(3))} ${units[power - 1]}`;
}

/** `1 h 05 min`, `9 min 52 s`, `42 s`. */
export function durationText(seconds: number): string {
	const whole = Math.round(seconds);
	const pad = (value: number) => String(value).padStart(2, '0');
	if (whole >= 3600) return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
	return whole >= 60 ? `${Math.floor(whole / 60)} min ${pad(whole % 60)} s` : `${whole} s`;
}
