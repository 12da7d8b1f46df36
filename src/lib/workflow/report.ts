import type { Audience } from './plan.js';
import type { Position, Quote } from './quote.js';
import type { FinalStatus, SettledStageStatus } from './status.js';

/** One statement with what it rests on. */
export interface Item {
	readonly text: string;
	/** The place the statement is about. */
	readonly at?: Position;
	/** The words that carry the statement. */
	readonly evidence?: readonly Quote[];
	/** What was fetched from elsewhere and carries the statement, or belongs to it. */
	readonly sources?: readonly WebSource[];
}

/** A page that was fetched, as it is cited. Its words were written by others. */
export interface WebSource {
	readonly title: string;
	/** http or https: anything else is shown without a link. */
	readonly url: string;
	/** Words that stand there. */
	readonly passage?: string;
	/** What it has to do with the statement, as in `Contradicts it`. */
	readonly says?: string;
}

/** What a section is made of. Everything a stage can say is one of these, so that every format (text, page, Discord) can show it. */
export type Block =
	| ({ readonly type: 'paragraph' } & Item)
	| { readonly type: 'list'; readonly title?: string; readonly ordered?: boolean; readonly items: readonly Item[] }
	| { readonly type: 'facts'; readonly title?: string; readonly items: readonly { readonly label: string; readonly value: string }[] }
	| {
			readonly type: 'table';
			readonly title?: string;
			readonly columns: readonly string[];
			readonly rows: readonly (readonly string[])[];
	  }
	/** A file of the section (see `files`) as a picture: SVG, PNG, JPEG or WebP. `alt`: what it shows, for who cannot see it. */
	| { readonly type: 'picture'; readonly artifact: string; readonly alt: string };

/** A file that belongs to the report. Its bytes lie in the artifact store under their sha-256. */
export interface ReportFile {
	/** As in `transcript.vtt`: no folder. */
	readonly name: string;
	readonly mediaType: string;
	/** sha-256, hexadecimal. */
	readonly artifact: string;
	readonly bytes: number;
	/** `transcript`: the words of the source. Whoever shows the report can offer it by itself, even before the report is done. */
	readonly role?: 'transcript';
}

/** What a stage puts into the report: see `section` of the public API. */
export interface SectionContent {
	readonly title: string;
	readonly blocks: readonly Block[];
	/** How the work was done where that matters to the reader: 'no language model is configured: sentences were ranked by their words'. */
	readonly notes?: readonly string[];
	/** What the stage proposes for the head of the report. Of several stages the later one in the plan wins, field by field. */
	readonly headline?: Headline;
	readonly files?: readonly ReportFile[];
}

/** A statement of the source that was checked, and what that came to. */
export interface Verdict {
	readonly claim: string;
	/** In a word or two, as in `insufficient evidence`. */
	readonly verdict: string;
	/** Where the source says it. */
	readonly at?: Position;
}

export interface Headline {
	readonly title?: string;
	readonly summary?: string;
	/** What somebody who has a minute should know, the most important first. */
	readonly takeaways?: readonly Item[];
	/** What was checked, the most important first. */
	readonly verdicts?: readonly Verdict[];
	/** Stage names in the order in which their sections should be read; the others follow in the order of the plan. */
	readonly order?: readonly string[];
}

/** One section for every planned stage, also for those that were skipped or failed. */
export interface Section {
	readonly stage: string;
	readonly title: string;
	readonly status: SettledStageStatus;
	readonly audience: Audience;
	/** Why, where `status` is not `succeeded`. */
	readonly reason?: string;
	readonly blocks: readonly Block[];
	readonly notes: readonly string[];
}

/** What a workflow comes to: composed purely from its checkpoints. */
export interface Report {
	readonly title: string;
	readonly summary: string;
	/** See Headline. */
	readonly takeaways?: readonly Item[];
	/** See Headline. */
	readonly verdicts?: readonly Verdict[];
	readonly status: FinalStatus;
	/** Why, where `status` is not `succeeded`. */
	readonly reason?: string;
	readonly kind: string;
	readonly depth: string;
	readonly source: string;
	readonly sections: readonly Section[];
	readonly files: readonly ReportFile[];
}
