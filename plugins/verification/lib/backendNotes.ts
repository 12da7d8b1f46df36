import type { BackendReport } from 'autointel';

/** Which back ends were asked, for the report: those that answered, and why the others did not. */
export function backendNotes(backends: readonly BackendReport[]): string[] {
	const answered = backends.filter(({ failure }) => failure === undefined).map(({ title }) => title);
	return [
		...(answered.length > 0 ? [`Searched: ${answered.join(', ')}.`] : []),
		...backends.flatMap(({ title, failure }) => (failure === undefined ? [] : [`Not searched: ${title} ${failure}.`]))
	];
}

/** Why nothing could be searched at all; `undefined` where something answered. */
export function whyNothingSearched(backends: readonly BackendReport[]): string | undefined {
	if (backends.length === 0) return 'no search back end is configured';
	if (backends.some(({ failure }) => failure === undefined)) return undefined;
	return backends.map(({ title, failure }) => `${title} ${failure}`).join('; ');
}
