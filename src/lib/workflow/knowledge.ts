import type { Position } from './quote.js';

/** Something that a workflow learned and that can be found again: the smallest thing that an answer can cite. */
export interface KnowledgeDocument {
	readonly type: 'passage' | 'claim' | 'entity' | 'summary';
	/** For a passage: the words of the source, verbatim. */
	readonly text: string;
	/** Where in the source. */
	readonly at?: Position;
	readonly speaker?: string;
	/** The language of its text: a BCP 47 tag. Absent: not known. */
	readonly language?: string;
}

/** A document that was found, and in which workflow. */
export interface FoundDocument extends KnowledgeDocument {
	readonly workflowId: string;
	/** How that workflow's source is called. */
	readonly source: string;
	/** When that workflow ended: milliseconds since 1970. */
	readonly finishedAt: number;
	/** The share of the question's words that it holds, 0 to 1. */
	readonly coverage: number;
}

/** What says something alike to each of some texts. */
export interface AlikeDocuments {
	/** In the order of the texts, each the nearest first. */
	readonly documents: readonly (readonly FoundDocument[])[];
	/** Why nothing could be looked for. Absent also where no embedding model is configured. */
	readonly notSearched?: string;
}
