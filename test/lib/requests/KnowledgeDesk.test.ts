import assert from 'node:assert/strict';
import { ComponentType } from 'discord-api-types/v10';
import type { Answer } from '#lib/requests/Answers';
import type { Asker } from '#lib/requests/Asker';
import { KnowledgeDesk } from '#lib/requests/KnowledgeDesk';

const asker: Asker = {
	interactionId: '1',
	applicationId: '2',
	token: 'secret',
	tokenExpiresAt: 0,
	userId: '3',
	serverId: '4',
	context: 'server',
	locale: 'de',
	attachmentSizeLimit: 1000,
	managesServer: false
};
const passage = {
	type: 'passage',
	text: 'The *bridge* costs 6.2 million.',
	at: { start: 75, end: 80 },
	workflowId: 'wf_000000000001',
	source: 'town.vtt',
	finishedAt: 0,
	coverage: 1
} as const;

describe('what members are told who ask', () => {
	const desk = (answer: Answer, seen: unknown[] = []) =>
		new KnowledgeDesk({
			ask: (...given) => {
				seen.push(given);
				return Promise.resolve(answer);
			}
		});
	const asked = async (answer: Answer) => {
		const seen: unknown[] = [];
		return { text: JSON.stringify((await desk(answer, seen).ask(asker, 'what?')).components).replaceAll('\\\\', '\\'), seen };
	};

	it('is asked for in their language, for themselves, at the cost of their server', async () => {
		const { seen } = await asked({ passages: [] });
		assert.deepEqual(seen, [['what?', { type: 'person', userId: '3', serverId: '4' }, { language: 'de', limit: 4, serverId: '4' }]]);
	});

	it('is each sentence with its workflow and time, and how many were left out', async () => {
		const sentences = [{ text: 'It costs 6.2 million.', basis: [1] }];
		const { text } = await asked({
			passages: [{ ...passage, text: 'Not cited.' }, passage],
			written: { model: 'm', sentences, dropped: 2 }
		});
		assert.match(text, /It costs 6\.2 million\. \\\[2\\\]/);
		assert.match(text, /town\.vtt, 1:15 · `wf_000000000001`/);
		assert.match(text, /2 more that the sources do not carry were left out/);
		assert.ok(!text.includes('Not cited'));
	});

	it('says of a sentence that nobody could check that it is one, and why only words were looked for', async () => {
		const sentences = [{ text: 'Sie kostet 6,2 Millionen.', basis: [0], translated: true as const }];
		const onlyWords = 'the embedding model cannot be reached';
		const { text } = await asked({ passages: [passage], written: { model: 'm', sentences, dropped: 0 }, onlyWords });
		assert.match(text, /6,2 Millionen\. \\\[1\\\] \*\(translated, not checked\)\*/);
		assert.match(text, /-# Only the words of the question were looked for: the embedding model cannot be reached\./);
		assert.match((await asked({ passages: [], onlyWords })).text, /Nothing that you may see .*Only the words of the question/);
	});

	it('are the passages where nobody wrote, escaped once, with the reason', async () => {
		const { text } = await asked({ passages: [passage], notWritten: 'm refused to answer' });
		assert.match(text, /The \\\*bridge\\\* costs/);
		assert.match(text, /In the words of the sources: m refused to answer\./);
	});

	it('leave room in one message for the notice of a first use, whatever the sources and the model say', async () => {
		const flood = {
			...passage,
			text: '*'.repeat(9000),
			speaker: '_'.repeat(900),
			source: '`'.repeat(900),
			at: { start: 359_999, end: 360_000 }
		};
		const passages = [flood, flood, flood, flood];
		const sentences = Array.from({ length: 3 }, () => ({ text: '|'.repeat(300), basis: [0, 1, 2, 3], translated: true as const }));
		for (const answer of [
			{ passages, written: { model: '~'.repeat(900), sentences, dropped: 3 } },
			{ passages, notWritten: '>'.repeat(900), onlyWords: '>'.repeat(900) }
		]) {
			const [container] = (await desk(answer).ask(asker, 'what?')).components;
			const text = container?.type === ComponentType.Container ? container.components[0] : undefined;
			assert.ok(text?.type === ComponentType.TextDisplay && text.content.length <= 4000 - 700, JSON.stringify(text));
		}
	});
});
