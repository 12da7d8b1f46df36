import { figuresIn, type ModelFailure, type StageContext, z } from 'autointel';
import { passageStances } from '../prompts/passage-stances.js';
import { compareFigures } from './evidence/compareFigures.js';
import type { Judgement } from './evidence/Judgement.js';
import type { Passage } from './evidence/Passage.js';
import type { Question } from './evidence/Question.js';
import { hasName } from './wording/Wording.js';

const answer = z.object({
	supporting: z.array(z.number().int()).describe('Numbers of the passages that say that the claim is so'),
	contradicting: z.array(z.number().int()).describe('Numbers of the passages that say that the claim is not so')
});

type Model = StageContext<unknown, unknown>['languageModel'];

export type ModelJudgement = { readonly judgement: Judgement; readonly model: string } | { readonly failure: ModelFailure };

/**
 * Has a language model say which passages support a claim and which contradict it. The verdict follows from the passages, never from the
 * model's own words, and only from passages that are checked to be about the claim: what figures show weighs more than what a model says.
 */
export async function judgeByModel(question: Question, passages: readonly Passage[], languageModel: Model): Promise<ModelJudgement> {
	const numbered = passages.map(({ title, text }, index) => `[${index}] ${title}: ${text}`).join('\n');
	const input = { claim: question.text, about: [...question.subjects], passages: numbered };
	const reply = await languageModel.generate({ prompt: passageStances, input, schema: answer });
	if (!reply.answered) return { failure: reply };
	const { supporting, contradicting } = reply.value;
	const both = new Set(supporting.filter((index) => contradicting.includes(index)));
	const named = (numbers: readonly number[]) =>
		[...new Set(numbers)].flatMap((index) => {
			const passage = passages[index];
			return passage === undefined || both.has(index) || !isAbout(question, passage) ? [] : [passage];
		});
	const supports = named(supporting).filter((passage) => bears(question, passage));
	const against = surely(
		question,
		named(contradicting).filter((passage) => compareFigures(question, passage).every(({ agrees }) => !agrees))
	);
	return { judgement: judgementOn(supports, against, passages), model: reply.model };
}

/** Another thing of the same name contradicts nothing: one page has to be surely about the thing, or two have to say so. */
function surely({ isGeneral }: Question, passages: readonly Passage[]): readonly Passage[] {
	const pages = new Set(passages.map(({ url }) => url));
	return isGeneral || pages.size > 1 ? passages : passages.filter(({ identified }) => identified);
}

function isAbout({ wording, subjects, relation }: Question, { title, text }: Passage): boolean {
	const [content, all] = [wording.content(text), wording.all(`${title} ${text}`)];
	return subjects.some((name) => hasName(wording, all, name)) && [...relation].some((word) => content.has(word));
}

/** Whether the figures of a claim are those of a passage. Where nobody here reads them, each has to stand there as it was said. */
function bears(question: Question, passage: Passage): boolean {
	if (question.wording.comparesFigures) return compareFigures(question, passage).every(({ agrees }) => agrees);
	const there = new Set(figuresIn(`${passage.title} ${passage.text}`));
	return figuresIn(question.text).every((figure) => there.has(figure));
}

const verdicts = {
	supported: 'A language model read the passages: they say the same.',
	refuted: 'A language model read the passages: they say otherwise.',
	mixed: 'A language model read the passages: they do not agree.',
	'insufficient-evidence': 'A language model read the passages: none of them decides it.'
} as const;

const mostSources = 4;

function judgementOn(supports: readonly Passage[], against: readonly Passage[], passages: readonly Passage[]): Judgement {
	const verdict =
		supports.length > 0 && against.length > 0
			? 'mixed'
			: supports.length > 0
				? 'supported'
				: against.length > 0
					? 'refuted'
					: 'insufficient-evidence';
	const source =
		(stance: 'supports' | 'contradicts' | 'related') =>
		({ title, url, backend, text }: Passage) => ({ title, url, backend, passage: text, stance });
	const related = passages.filter((passage) => !supports.includes(passage) && !against.includes(passage));
	return {
		verdict,
		reason: verdicts[verdict],
		checked: [],
		judgedBy: 'model',
		sources: [
			...supports.slice(0, mostSources).map(source('supports')),
			...against.slice(0, mostSources).map(source('contradicts')),
			...related.slice(0, 2).map(source('related'))
		]
	};
}
