/** Whether two BCP 47 tags are of the same language, whatever their region. `und` is like none. */
export function sameLanguage(a: string, b: string): boolean {
	const [first, second] = [a, b].map((tag) => tag.toLowerCase().split('-')[0] ?? '');
	return first === second && first !== 'und';
}
