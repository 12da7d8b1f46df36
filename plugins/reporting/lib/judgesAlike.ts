/** Words that say how a claim came off, in English, and what they come down to. */
const judgements: Readonly<Record<string, RegExp>> = {
	holds: /\b(?:support\w*|confirm\w*|prov(?:en|ed|es)|verif\w*|correct|accurate|true)\b/iu,
	fails: /\b(?:refut\w*|debunk\w*|disprov\w*|false|wrong|incorrect|inaccurate|untrue|misleading|contradict\w*)\b/iu,
	unknown: /\b(?:insufficient|unverified|unproven|unclear|no evidence|lacks?|lacking)\b/iu
};

/** Whether a sentence passes no judgement on a claim that its basis does not pass: a verdict is not a matter of wording. */
export function judgesAlike(text: string, basis: readonly string[]): boolean {
	return Object.values(judgements).every((judgement) => !judgement.test(text) || basis.some((other) => judgement.test(other)));
}
