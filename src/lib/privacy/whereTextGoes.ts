/** Services outside of this machine that get to see what people hand in. Names are those of hosts. */
export interface Destinations {
	/** Where the language model runs. */
	readonly languageModel?: string;
	/** The same host also makes vectors of text. */
	readonly embeds?: boolean;
	/** Where recordings are transcribed. */
	readonly transcription?: string;
	/** Where evidence is searched. */
	readonly search?: string;
	/** Results also go to a webhook of the operator. */
	readonly resultWebhook: boolean;
	/** For how long results are kept. */
	readonly resultTtlDays: number;
	/** The analysed files are kept as long as the results. */
	readonly keepMedia: boolean;
}

/**
 * What somebody is told at their first use: where text is sent, how long it is kept and how to take it back. One paragraph of Discord's
 * Markdown, under 700 characters.
 */
export function whereTextGoes(destinations: Destinations): string {
	const { languageModel, embeds, transcription, search, resultWebhook, resultTtlDays, keepMedia } = destinations;
	const model = isHere(languageModel)
		? 'Your source is analysed on the machine this bot runs on; its text is not sent to a language model of somebody else.'
		: `The text of your source, and what you ask about what is known, is sent to the ${embeds ? 'language and embedding models' : 'language model'} at ${languageModel}.`;
	const heard = isHere(transcription) ? [] : [`Recordings are sent to ${transcription} to be transcribed.`];
	const searched =
		search === undefined || isHere(search)
			? []
			: [`Claims and names from it, and its public address, are searched for at ${search}; not where you ask privately.`];
	const hook = resultWebhook ? ['Results that have no other way also go to a webhook of the operator.'] : [];
	const media = keepMedia ? 'files as long as results' : 'files until they have been used';
	return [
		model,
		...heard,
		...searched,
		...hook,
		`Addresses you name are fetched by the bot. Results are kept for ${resultTtlDays} ${resultTtlDays === 1 ? 'day' : 'days'}, ${media}.`,
		'`/autointel privacy` shows, hands out and deletes what is stored about you, and keeps others from having your messages analysed.'
	].join(' ');
}

function isHere(host: string | undefined): boolean {
	return host === undefined || /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)(:\d+)?$/.test(host);
}
