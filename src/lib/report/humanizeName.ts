/** A stage's name as a title: `linguistic-analysis` becomes `Linguistic analysis`. */
export function humanizeName(name: string): string {
	const words = name.split(/[-_\s]+/u).filter((word) => word !== '');
	const [first, ...rest] = words;
	return first === undefined ? name : [first.charAt(0).toLocaleUpperCase('en') + first.slice(1), ...rest].join(' ');
}
