import type { WebSource } from 'autointel';
import type { EvidenceSource } from './verificationOutput.js';

const stances: Readonly<Record<EvidenceSource['stance'], string>> = {
	supports: 'Supports it',
	contradicts: 'Contradicts it',
	related: 'Related'
};

/** A source as the report cites it. */
export function cited({ title, url, passage, stance }: EvidenceSource): WebSource {
	return { title, url, passage, says: stances[stance] };
}
