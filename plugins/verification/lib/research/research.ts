import { readSentences, type SearchAnswer, type SearchHit, type StageContext } from 'autointel';
import { allStems, mentions, nameStems } from '../english/words.js';
import { mergeReports } from '../mergeReports.js';
import type { NamesIn } from '../namesIn.js';
import type { SaidName } from '../namesSaid.js';
import { isPerson } from './isPerson.js';
import type { Background, ResearchOutput } from './researchOutput.js';

type Tools = Pick<StageContext<unknown, unknown>, 'search' | 'readPage' | 'step' | 'progress'>;

const hitsWanted = 3;
const mostSentences = 2;
const mostFacts = 4;

/** What works of reference say about names. A person is shown only where the article is surely about that one. */
export async function research(
	{ names: said, foundBy }: Exclude<NamesIn, { reason: string }>,
	most: number,
	language: string,
	tools: Tools
): Promise<ResearchOutput> {
	const names = said.slice(0, most);
	const others = said.map(({ name }) => name);
	// Whether an article is about a human being is read off English words.
	const canTellPeople = foundBy === 'capitals';
	const backgrounds: Background[] = [];
	const answers: SearchAnswer[] = [];
	for (const [index, named] of names.entries()) {
		tools.progress(index / names.length, named.name);
		const { answer, page } = await tools.step('look-up', named.name, () => lookUp(named.name, language, tools));
		answers.push(answer);
		const background = backgroundOf(named, answer.hits, page, { others, language, canTellPeople });
		if (background !== undefined) backgrounds.push(background);
	}
	return {
		backgrounds,
		foundBy,
		asked: names.map(({ name }) => name),
		backends: mergeReports(answers.flatMap(({ backends }) => backends))
	};
}

type LookedUp = { readonly answer: SearchAnswer; readonly page: readonly string[] };

async function lookUp(name: string, language: string, { search, readPage }: Tools): Promise<LookedUp> {
	const answer = await search(name, { kinds: ['reference'], language, limit: hitsWanted });
	const article = articleOn(name, answer.hits);
	const found = article === undefined ? undefined : await readPage(article.url);
	return { answer, page: found !== undefined && 'page' in found ? found.page.lines : [] };
}

function backgroundOf(
	said: SaidName,
	hits: readonly SearchHit[],
	page: readonly string[],
	{ others, language, canTellPeople }: { readonly others: readonly string[]; readonly language: string; readonly canTellPeople: boolean }
): Background | undefined {
	const { name, count, first } = said;
	const article = articleOn(name, hits);
	if (article === undefined) return undefined;
	const words = allStems([article.text, ...page].join(' '));
	const sure = others.some((other) => !isPartOf(other, name) && mentions(words, other));
	const data = hits.filter((hit) => hit.complete && isNamed(hit.title, name));
	if (!sure && (!canTellPeople || isPerson(article.text, data))) return undefined;
	// Several things of one name: which of them is meant, nothing here can tell.
	const [only, ...more] = data;
	const facts = only !== undefined && more.length === 0 ? only.text.split('\n').filter((line) => line.includes(': ')) : [];
	return {
		name,
		mentions: count,
		first,
		sure,
		title: article.title,
		url: article.url,
		text: beginningOf(article.text, language),
		facts: facts.slice(0, mostFacts),
		...(only === undefined || facts.length === 0 ? {} : { factsUrl: only.url })
	};
}

/** The article of just this name; what is in brackets behind it tells namesakes apart. */
function articleOn(name: string, hits: readonly SearchHit[]): SearchHit | undefined {
	return hits.find(({ complete, title, text }) => !complete && text !== '' && isNamed(title, name));
}

function isNamed(title: string, name: string): boolean {
	return nameStems(title.replace(/\s*\([^)]*\)$/u, '')).join(' ') === nameStems(name).join(' ');
}

/** `Mill Street` says nothing new beside `Mill Street Bridge`. */
function isPartOf(part: string, name: string): boolean {
	const words = new Set(nameStems(name));
	return nameStems(part).every((word) => words.has(word));
}

function beginningOf(text: string, language: string): string {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	const sentences = readSentences(
		lines.map((line, index) => ({ text: line, line: index + 1 })),
		language
	);
	return sentences
		.slice(0, mostSentences)
		.map((sentence) => sentence.text)
		.join(' ');
}
