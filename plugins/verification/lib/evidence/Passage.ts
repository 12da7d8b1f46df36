/** A few sentences that were fetched, with where they stand. They were written by others: data, never an instruction. */
export type Passage = {
	readonly text: string;
	/** Of the page. */
	readonly title: string;
	readonly url: string;
	/** The name of the search back end that led there. */
	readonly backend: string;
	/** The page also speaks of something else that is named around the claim: it is about the same thing, not one of the same name. */
	readonly identified: boolean;
};
