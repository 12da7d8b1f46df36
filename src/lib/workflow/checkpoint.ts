import type { Json } from './json.js';
import type { SectionContent } from './report.js';

/** What is kept of a stage that succeeded: what it found out, and what it has to say about it. */
export interface Checkpoint {
	readonly output: Json;
	readonly section: SectionContent;
}
