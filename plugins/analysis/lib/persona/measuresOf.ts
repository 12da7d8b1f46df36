import type { StageOutputs } from 'autointel';

/** What a profile compares. All are rates, so that works of different lengths can be compared. */
export const measures = {
	sentiment: 'Sentiment of the words, −1 to 1',
	readability: 'Flesch reading ease',
	wordsPerMinute: 'Words per minute',
	hedging: 'Hedging in 100 words',
	certainty: 'Certainty in 100 words',
	techniques: 'Passages that persuade without proving, in 1,000 words',
	supported: 'Of the decided claims, supported'
} as const;

export type Measure = keyof typeof measures;

export type WorkMeasures = { readonly [Name in Measure]?: number };

type Inputs = Partial<Pick<StageOutputs, 'linguistic-analysis' | 'deception-analysis' | 'behavioral-patterns' | 'verification'>>;

/** Fewer claims that were decided say nothing about a publisher. */
const fewestDecided = 3;

/** As far as the stages measured them. */
export function measuresOf(outputs: Inputs): WorkMeasures {
	const language = outputs['linguistic-analysis'];
	const behaviour = outputs['behavioral-patterns'];
	const rhetoric = outputs['deception-analysis'];
	const decided = (outputs.verification?.claims ?? []).filter(({ verdict }) => verdict !== 'insufficient-evidence');
	const found: { readonly [Name in Measure]: number | undefined } = {
		sentiment: language?.sentiment.score,
		readability: language?.readability?.score,
		wordsPerMinute: behaviour?.pace?.wordsPerMinute,
		hedging: behaviour?.hedging?.perHundredWords,
		certainty: behaviour?.certainty?.perHundredWords,
		techniques: rhetoric && rhetoric.words > 0 ? round((rhetoric.findings.length / rhetoric.words) * 1000) : undefined,
		supported:
			decided.length < fewestDecided ? undefined : round(decided.filter(({ verdict }) => verdict === 'supported').length / decided.length)
	};
	return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
