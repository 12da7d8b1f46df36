import type { ReadClause } from './ReadClause.js';

/**
 * How much a statement is worth checking, from 0 to 1. Signals after Hassan et al., "Toward Automated Fact-Checking: Detecting Check-worthy
 * Factual Claims by ClaimBuster" (KDD 2017), whose best predictors were figures, names, and tenses; the classes that are left out (personal
 * experience, prediction, wishes) after Konstantinovskiy et al., "Toward Automated Factchecking" (Digital Threats 2021). The weights are
 * ours.
 */
export function worthOf(clause: ReadClause, { hasAntecedent }: { readonly hasAntecedent: boolean }): number {
	const isApposition = apposition.test(clause.text);
	if (!isApposition && (clause.isQuestion || clause.isImperative || !clause.hasVerb || clause.aboutSpeaker)) return 0;
	if (clause.words < 4) return 0;
	if (noClaim.some((pattern) => pattern.test(clause.text))) return 0;
	const found = signals.reduce((sum, [weight, applies]) => sum + (applies(clause) ? weight : 0), 0) + (hasAntecedent ? 0.2 : 0);
	const discount = doubts.reduce((product, [factor, applies]) => product * (applies(clause) ? factor : 1), 1);
	return Math.round(Math.min(1, found * discount) * 100) / 100;
}

type Test = (clause: ReadClause) => boolean;

/** `Sydney, the capital of Australia` */
const apposition = /^\p{Lu}[^,]*, the [^,]+ of (?:the )?\p{Lu}[^,]*$/u;

const signals: readonly (readonly [weight: number, applies: Test])[] = [
	[0.35, ({ values }) => values.some(({ kind }) => kind !== 'date' && kind !== 'decade')],
	[0.3, ({ values }) => values.some(({ kind }) => kind === 'date' || kind === 'decade')],
	[0.1, ({ values }) => values.length > 1],
	[0.25, ({ names }) => names.length > 0],
	[0.05, ({ names }) => names.length > 1],
	// A thing is the subject, not I and not you.
	[
		0.1,
		({ text }) =>
			/^(?:the|this|that|a|an|its?|some|most|all|every|each|no|within|\p{Lu}\p{L}+|\p{L}+s)\b/iu.test(text) && !person.test(text)
	],
	[0.05, ({ isPast }) => isPast],
	[0.15, ({ text }) => strong.test(text)],
	[0.15, ({ text }) => cause.test(text)],
	[0.15, ({ text }) => generic.test(text) && cause.test(text)],
	[0.25, ({ text }) => nothingThere.test(text)],
	[0.2, ({ text }) => apposition.test(text)]
];

const doubts: readonly (readonly [factor: number, applies: Test])[] = [
	// What will, would or should be is no fact yet; an estimate with figures may still be worth a look.
	[
		0.5,
		({ text }) =>
			/\b(?:will|would|shall|should|could|may|might|must|ought|going to|expects? to|intends? to|plans? to|hopes? to)\b|['’]ll\b/iu.test(
				text
			)
	],
	[0.5, ({ text }) => /^(?:if|unless|whether|when)\b|\bwhether\b/iu.test(text)],
	[0.9, ({ text }) => /.\b(?:if|unless)\b/iu.test(text)],
	[0.6, ({ text }) => /\b(?:perhaps|maybe|probably|seems?|appears?|apparently|I think|I believe)\b/iu.test(text)],
	// Personal experience: nobody else can check it.
	[0.45, ({ text }) => /^(?:\p{L}+,? )?(?:I|my|mine|me)\b|\bI (?:am|was|have|had|do|did|will|would|want|need)\b/iu.test(text)],
	[0.7, ({ text, isPast }) => /^(?:\p{L}+,? )?(?:we|our|us)\b/iu.test(text) && !isPast],
	[0.4, ({ text }) => /\b(?:you|your)\b/iu.test(text)],
	[
		0.5,
		({ text }) =>
			/\bwe (?:(?:have|had|also|all) )?(?:know|knew|known|see|saw|seen|feel|felt|heard|hear|ask|hope|believe|think)\b/iu.test(text)
	],
	// Times that count from a day which nobody names.
	[0.6, ({ text }) => /\b(?:years?|months?|weeks?|days?|hours?) ago\b/iu.test(text)],
	[0.5, ({ text, isPast }) => !isPast && /\bin (?:\p{L}+|\d+) (?:years|months|weeks|days)\b/iu.test(text)],
	// Opinions.
	[0.5, ({ text }) => /\b(?:is|are|was|were) (?:much |far )?(?:worse|better|good|bad|wrong|right|enough|too \p{L}+)[.!]?$/iu.test(text)],
	// The evening and its agenda.
	[
		0.4,
		({ text }) => /\b(?:tonight|this evening|this meeting|next (?:week|month|meeting|time)|the agenda|for the record|quorum)\b/iu.test(text)
	]
];

const person = /^(?:I|we|you|he|she|they|my|our|your|nobody|everybody|somebody|everyone|anyone)\b/iu;
const strong =
	/\b(?:only|first|last|never|ever|every|always|none|not a|largest|biggest|highest|longest|oldest|fastest|greatest|most \p{L}+|more \p{L}+ than|less than|greater than|unprecedented|ever known|\p{L}{3,}est)\b/iu;
const cause =
	/\b(?:because of|due to|caus(?:es?|ed|ing)|leads? to|led to|results? in|resulted in|brings? about|brought (?:it |them )?down|makes? it|speeds? up|slows? down|prevents?|prevented|responsible for|kills?|killed)\b/iu;
/** Begins with a noun without an article: it speaks of all there is of a sort. */
const generic =
	/^(?!(?:I|we|you|he|she|it|they|this|that|these|those|there|the|an?|my|our|your|his|her|its|their)\b)\p{L}+ (?:\p{L}+ )?\p{L}+s\b/iu;
const nothingThere = /^there (?:is|are|was|were) (?:no|not an?|not any|never)\b(?=.*\b(?:for|of|from|in|between|among)\b)/iu;

/** Wishes, courtesies, procedure: said, and not claimed. */
const noClaim: readonly RegExp[] = [
	/^(?:let us|let['’]s|please|thank|thanks|welcome|good (?:morning|evening|night|afternoon)|excuse me|sorry|congratulations)\b/iu,
	/\bI (?:hope|wish|want|would like|ask|propose|suggest|move|promise|apologi[sz]e|doubt|guess|suppose)\b/iu,
	/^(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|may|might|who|what|when|where|why|how|which)\b/iu,
	/^(?:none of (?:this|that)|that|this|it) (?:means|is why|is what|is how|is all|depends)\b/iu
];
