import assert from 'node:assert/strict';
import { defineStage, section, z } from 'autointel';
import { type TryStageOptions, tryStage } from 'autointel/testing';
import type { ModelQuestion } from '#lib/language-model/ModelQuestion';

const answer = z.object({ title: z.string().max(20), score: z.number().min(0).max(1) });
const output = z.object({ told: z.string() });

const Asking = defineStage({
	version: 1,
	depth: 'standard',
	phase: 'analyse',
	output,
	async run({ languageModel }) {
		const given = await languageModel.generate({
			prompt: { name: 'titles', version: 3, instructions: 'Give it a title.' },
			input: { source: 'words of a stranger', numbers: [1, 2] },
			schema: answer
		});
		return { told: given.answered ? `${given.value.title}/${given.value.score}` : `${given.code}: ${given.reason}` };
	},
	report: ({ told }) => section({ title: told })
});

const good = { title: 'A bridge', score: 0.5 };

describe('languageModel of a stage', () => {
	/** Runs the stage against a model that gives these answers in their order; what it was told, and what it was asked. */
	async function run(...answers: readonly Awaited<ReturnType<NonNullable<TryStageOptions['languageModel']>>>[]) {
		const asked: ModelQuestion[] = [];
		const { outcome } = await tryStage(Asking, {
			reportLanguage: 'de',
			languageModel: (question) => {
				asked.push(question);
				return answers[asked.length - 1] ?? assert.fail('asked too often');
			}
		});
		assert.ok(outcome.status === 'succeeded');
		return { told: outcome.section.title, asked };
	}

	it('gives a value that fits the schema', async () => {
		const { told, asked } = await run(good);
		assert.equal(told, 'A bridge/0.5');
		const [question] = asked;
		assert.deepEqual(question?.data, { source: 'words of a stranger', numbers: '[1,2]' });
		assert.deepEqual([question?.language, question?.prompt.name, question?.maxOutputTokens], ['de', 'titles', 4000]);
		assert.deepEqual(JSON.parse(JSON.stringify(question)), question, 'a question crosses a process boundary as it is');
	});

	it('takes JSON out of a Markdown fence', async () => {
		assert.equal((await run(`\`\`\`json\n${JSON.stringify(good)}\n\`\`\``)).told, 'A bridge/0.5');
	});

	for (const [name, wrong, problem] of [
		['the wrong schema', { title: 'A bridge' }, /does not fit the schema: invalid_type at score/],
		['what the schema limits', { ...good, score: 7 }, /does not fit the schema: too_big at score/],
		['truncated JSON', '{"title":"A bri', /no JSON/],
		['no JSON at all', 'Sure! Here is your title: A bridge', /no JSON/]
	] as const) {
		it(`says what was wrong and asks once more: ${name}`, async () => {
			const { told, asked } = await run(wrong, good);
			assert.equal(told, 'A bridge/0.5');
			assert.match(asked[1]?.repair?.problem ?? '', problem);
			assert.equal(asked[1]?.repair?.answer, typeof wrong === 'string' ? wrong : JSON.stringify(wrong));
		});

		it(`fails clearly after the second time, without a word of the model: ${name}`, async () => {
			const { told, asked } = await run(wrong, wrong);
			assert.match(told, /^unusable: tried-model answered twice with what cannot be used \(titles: .*\)$/);
			assert.match(told, problem);
			assert.ok(!told.includes('bri'));
			assert.equal(asked.length, 2);
		});
	}

	it('passes on why there is no answer, and asks no second time', async () => {
		const { told, asked } = await run({ answered: false, code: 'refused', reason: 'it would rather not' });
		assert.equal(told, 'refused: it would rather not');
		assert.equal(asked.length, 1);
	});

	it('says that there is no model where none is configured', async () => {
		const { outcome } = await tryStage(Asking);
		assert.ok(outcome.status === 'succeeded');
		assert.equal(outcome.section.title, 'not-configured: no language model is configured');
	});
});
