import type { BackendReport } from 'autointel';

/** Which back ends were asked, for the report: those that answered, and why the others did not. */
export function backendNotes(backends: readonly BackendReport[]): string[] {
	const answered = backends.filter(({ failure }) => failure === undefined).map(({ title }) => title);
	return [
		...(answered.length > 0 ? [`Searched: ${answered.join(', ')}.`] : []),
		...failures(backends).map((failure) => `Not searched: ${failure}.`)
	];
}

/** Why nothing could be searched at all; `undefined` where something answered. */
export function whyNothingSearched(backends: readonly BackendReport[]): string | undefined {
	if (backends.length === 0) return 'no search back end is configured';
	if (backends.some(({ failure }) => failure === undefined)) return undefined;
	return failures(backends).join('; ');
}

/** What several back ends have in common is said once, where the words allow it: `Wikipedia and Wikidata cannot be reached`. */
function failures(backends: readonly BackendReport[]): readonly string[] {
	const titles = new Map<string, string[]>();
	for (const { title, failure } of backends) {
		if (failure === undefined) continue;
		const key = failure.startsWith('cannot ') ? failure : `${title} ${failure}`;
		titles.set(key, [...(titles.get(key) ?? []), title]);
	}
	const list = new Intl.ListFormat('en-GB');
	return [...titles].map(([key, [title, ...others]]) =>
		key.startsWith('cannot ') ? `${list.format([title ?? '', ...others])} ${key}` : key
	);
}
