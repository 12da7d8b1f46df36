/** The names of the months in a language, January first, each in the forms that the runtime knows: alone, and beside a day. */
export function monthsOf(language: string): readonly (readonly string[])[] {
	const alone = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
	const besideDay = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
	return Array.from({ length: 12 }, (_, month) => {
		const date = Date.UTC(2024, month, 12);
		const inDate = besideDay.formatToParts(date).find(({ type }) => type === 'month')?.value;
		return [...new Set([alone.format(date), inDate ?? ''])].filter((name) => /\p{L}{3}/u.test(name)).map((name) => name.toLowerCase());
	});
}
