import type { Quote, StageInputs } from 'autointel';
import type { SynthesisOutput } from './synthesisOutput.js';

/** What the stages before have found, each with the words of the source it rests on. */
export interface ReportStatement {
	readonly section: string;
	readonly text: string;
	readonly quotes: readonly Quote[];
}

export type SynthesisInputs = StageInputs<
	'briefing',
	'linguistic-analysis' | 'verification' | 'extended-verification' | 'deception-analysis'
>;

const mostClaims = 25;
const mostFindings = 12;

/** Everything that a summary of the report may rest on. */
export function reportStatements(outputs: SynthesisInputs): readonly ReportStatement[] {
	const { briefing, verification, 'deception-analysis': rhetoric } = outputs;
	const claims = verification?.claims ?? [];
	// What was decided first: that is what a reader must not miss.
	const checked = [...claims.filter(isDecided), ...claims.filter((claim) => !isDecided(claim))].slice(0, mostClaims);
	return [
		...briefing.takeaways.map(({ text, quotes }) => ({ section: 'Briefing', text, quotes })),
		...checked.map(({ text, verdict, reason, quotes }) => ({
			section: 'Verification',
			text: `“${text}”: ${verdict === 'insufficient-evidence' ? 'insufficient evidence' : verdict}. ${reason}`,
			quotes
		})),
		...(rhetoric?.findings ?? []).slice(0, mostFindings).map(({ technique, quotes }) => ({
			section: 'Rhetoric check',
			text: `${technique.replaceAll('-', ' ')}: “${quotes.map(({ quote }) => quote).join(' ')}”`,
			quotes
		}))
	];
}

function isDecided({ verdict }: { readonly verdict: string }): boolean {
	return verdict !== 'insufficient-evidence';
}

const mostDisputed = 5;

/** The claims that were refuted or are disputed. */
export function disputedClaims({ verification }: SynthesisInputs): SynthesisOutput['disputed'] {
	const disputed = (verification?.claims ?? []).filter(({ verdict }) => verdict === 'refuted' || verdict === 'mixed');
	return disputed.slice(0, mostDisputed).map(({ text, verdict, reason, quotes }) => ({ text, verdict, reason, quotes }));
}

/** How many claims there are of each verdict. */
export function countVerdicts({ verification }: SynthesisInputs): Readonly<Record<string, number>> | undefined {
	if (verification === undefined || verification.claims.length === 0) return undefined;
	const counts: Record<string, number> = {};
	for (const { verdict } of verification.claims) counts[verdict] = (counts[verdict] ?? 0) + 1;
	return counts;
}
