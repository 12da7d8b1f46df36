import type { BackendReport, SearchHit, StageContext } from 'autointel';
import { mergeReports } from '../mergeReports.js';
import { hasName } from '../wording/Wording.js';
import type { Passage } from './Passage.js';
import { passagesOf, type Readable } from './passagesOf.js';
import type { Question } from './Question.js';

/** What evidence is gathered with, as a stage's context has it. */
export type EvidenceDoor = Pick<StageContext<unknown, unknown>, 'search' | 'readPage'>;

export type Evidence = {
	/** The closest first. */
	readonly passages: readonly Passage[];
	readonly backends: readonly BackendReport[];
	/** Pages that were read, and that could not be. */
	readonly pagesRead: number;
	readonly pagesRefused: number;
};

const mostSubjects = 2;
const mostPages = 4;
const mostPassages = 10;
const hitsWanted = 5;

/** Searches for a claim, reads the pages that look closest, and takes out the sentences that come closest. */
export async function gatherEvidence(question: Question, language: string, door: EvidenceDoor): Promise<Evidence> {
	const subjects = question.subjects.slice(0, mostSubjects);
	const answers = [
		await door.search(question.keywords, { kinds: ['web', 'reference'], language, limit: hitsWanted }),
		...(await Promise.all(subjects.map((subject) => door.search(subject, { kinds: ['reference'], language, limit: hitsWanted }))))
	];
	const hits = [...new Map(answers.flatMap(({ hits }) => hits).map((hit) => [hit.url, hit])).values()];
	const statements = hits.filter(({ complete }) => complete).map(asStatements);
	const pages = await Promise.all(
		closest(
			hits.filter(({ complete }) => !complete),
			question
		).map((hit) => read(hit, door))
	);
	return {
		passages: ranked([...statements, ...pages.flatMap(({ page }) => page)], question, language),
		backends: mergeReports(answers.flatMap(({ backends }) => backends)),
		pagesRead: pages.filter(({ refused }) => !refused).length,
		pagesRefused: pages.filter(({ refused }) => refused).length
	};
}

/** One passage of each page before the second of any: a second page says more than a second sentence. */
function ranked(pages: readonly Readable[], question: Question, language: string): readonly Passage[] {
	const found = pages.map((page) => passagesOf(page, question, language));
	const longest = Math.max(0, ...found.map(({ length }) => length));
	return Array.from({ length: longest }, (_, rank) => found.flatMap((passages) => passages[rank] ?? []))
		.flat()
		.slice(0, mostPassages);
}

function closest(hits: readonly SearchHit[], question: Question): readonly SearchHit[] {
	const { wording, relation, subjects } = question;
	const wanted = new Set([...relation, ...subjects.flatMap((subject) => [...wording.content(subject)])]);
	const score = ({ title, text }: SearchHit) => {
		const stems = wording.content(`${title} ${text}`);
		const titled = subjects.filter((subject) => hasName(wording, wording.all(title), subject)).length;
		return 3 * titled + [...wanted].filter((word) => stems.has(word)).length;
	};
	return hits
		.map((hit) => ({ hit, score: score(hit) }))
		.filter(({ score }) => score > 0)
		.sort((one, other) => other.score - one.score)
		.slice(0, mostPages)
		.map(({ hit }) => hit);
}

/** A page that cannot be read still has what the search showed of it. */
async function read(
	hit: SearchHit,
	{ readPage }: EvidenceDoor
): Promise<{ readonly page: readonly Readable[]; readonly refused: boolean }> {
	const { title, url, backend, text } = hit;
	const found = await readPage(url);
	if ('page' in found) return { page: [{ title, url: found.page.url, backend, lines: found.page.lines }], refused: false };
	return { page: text === '' ? [] : [{ title, url, backend, lines: text.split('\n') }], refused: true };
}

function asStatements({ title, url, backend, text }: SearchHit): Readable {
	return { title, url, backend, lines: text.split('\n'), statements: true };
}
