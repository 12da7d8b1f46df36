import type { Json } from './json.js';
import type { Headline, ReportFile, SectionContent } from './report.js';

/** What is kept of a stage that succeeded: what it found out, and what it has to say about it. */
export interface Checkpoint {
	readonly output: Json;
	readonly section: SectionContent;
}

/** The part of a section that can be shown before the report is done. */
export interface SectionHead {
	readonly headline?: Headline;
	readonly files?: readonly ReportFile[];
}

export function headOf({ headline, files }: SectionContent): SectionHead | undefined {
	if (headline === undefined && !files?.length) return undefined;
	return { ...(headline === undefined ? {} : { headline }), ...(files?.length ? { files } : {}) };
}
