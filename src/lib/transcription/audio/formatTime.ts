/** `0:07`, `12:30`, `4:00:00`. */
export function formatTime(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	const [first = 0, ...rest] = parts[0] === 0 ? parts.slice(1) : parts;
	return [String(first), ...rest.map((part) => String(part).padStart(2, '0'))].join(':');
}
