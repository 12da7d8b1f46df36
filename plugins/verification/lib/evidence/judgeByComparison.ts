import type { EvidenceSource } from '../verificationOutput.js';
import { type Judgement, undecided } from './Judgement.js';
import type { Passage } from './Passage.js';
import type { Question } from './Question.js';
import { sameAnswer, type Weighed, weigh } from './weigh.js';

const mostDeciding = 3;
/** Sources that decide nothing: worth a look. */
const mostRelated = 2;

/**
 * What figures and statements can decide without understanding what is said: the same figure said of the same thing supports a claim;
 * another one refutes it only where two pages give the same other one and are surely about the same thing. All the rest is
 * `insufficient-evidence`.
 */
export function judgeByComparison(question: Question, passages: readonly Passage[]): Judgement {
	if (passages.length === 0) return undecided('Nothing that was found speaks of it.');
	const weighed = weigh(question, passages);
	const parts = [...new Set([...question.values.map(({ text }) => text), ...weighed.map(({ part }) => part)])];
	const outcomes = parts.map((part) => outcomeOf(part, weighed));
	return { ...verdictOf(outcomes, weighed), judgedBy: 'comparison', sources: sourcesOf(weighed, passages) };
}

/** Nothing could be compared: what was found is shown, and decides nothing. */
export function leftOpen(passages: readonly Passage[]): Judgement {
	if (passages.length === 0) return undecided('Nothing that was found speaks of it.');
	const reason = 'No language model has read what was found, and without one only English can be compared.';
	return { ...undecided(reason), sources: sourcesOf([], passages) };
}

interface Outcome {
	readonly part: string;
	readonly is: 'supported' | 'refuted' | 'mixed' | 'open';
}

function outcomeOf(part: string, weighed: readonly Weighed[]): Outcome {
	const said = weighed.filter((one) => one.part === part);
	const against = said.filter(({ stance, passage }) => stance === 'contradicts' && passage.identified);
	if (said.some(({ stance }) => stance === 'supports')) return { part, is: against.length > 0 ? 'mixed' : 'supported' };
	const confirmed = against.some((one) => against.some((other) => other.passage.url !== one.passage.url && sameAnswer(one, other)));
	return { part, is: confirmed ? 'refuted' : 'open' };
}

function verdictOf(outcomes: readonly Outcome[], weighed: readonly Weighed[]): Pick<Judgement, 'verdict' | 'reason' | 'checked'> {
	const parts = (is: Outcome['is']) => outcomes.filter((outcome) => outcome.is === is).map(({ part }) => part);
	const [refuted, mixed, supported] = [parts('refuted'), parts('mixed'), parts('supported')];
	if (refuted.length > 0) {
		const instead = weighed.find(({ stance, part }) => stance === 'contradicts' && refuted.includes(part))?.found;
		return { verdict: 'refuted', reason: `The sources say ${instead}.`, checked: refuted };
	}
	if (mixed.length > 0) return { verdict: 'mixed', reason: `The sources do not agree on “${mixed.join('”, “')}”.`, checked: mixed };
	if (supported.length > 0 && supported.length === outcomes.length) {
		return { verdict: 'supported', reason: `The sources say the same of “${supported.join('”, “')}”.`, checked: supported };
	}
	return { verdict: 'insufficient-evidence', reason: whyOpen(supported, weighed), checked: [] };
}

function whyOpen(supported: readonly string[], weighed: readonly Weighed[]): string {
	const against = weighed.find(({ stance }) => stance === 'contradicts');
	if (against !== undefined) {
		return `“${against.passage.title}” says ${against.found}, but it is one page alone, or not surely about the same thing.`;
	}
	if (supported.length > 0) return `The sources say the same of “${supported.join('”, “')}”, and of the rest nothing that can be compared.`;
	return 'What was found has no figure or statement that can be compared with it.';
}

function sourcesOf(weighed: readonly Weighed[], passages: readonly Passage[]): EvidenceSource[] {
	const deciding = new Map(weighed.map(({ passage, stance }) => [`${stance} ${passage.url}`, sourceOf(passage, stance)]));
	const others = passages.filter(({ url }) => weighed.every(({ passage }) => passage.url !== url));
	// The closest passage of each page.
	const related = others.filter(({ url }, index) => others.findIndex((other) => other.url === url) === index);
	return [
		...[...deciding.values()].slice(0, mostDeciding),
		...related.slice(0, mostRelated).map((passage) => sourceOf(passage, 'related'))
	];
}

function sourceOf({ title, url, backend, text }: Passage, stance: EvidenceSource['stance']): EvidenceSource {
	return { title, url, backend, passage: text, stance };
}
