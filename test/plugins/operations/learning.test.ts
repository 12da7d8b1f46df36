import assert from 'node:assert/strict';
import type { StageOutputs, WorkflowFeedback } from 'autointel';
import { tryStage } from '#root/testing';
import { chooseModel } from '../../../plugins/operations/lib/chooseModel.js';
import { learn } from '../../../plugins/operations/lib/learn.js';
import { watch } from '../../../plugins/operations/lib/watch.js';
import { Alerts } from '../../../plugins/operations/stages/alerts.js';
import { Learning } from '../../../plugins/operations/stages/learning.js';
import { ModelRouting } from '../../../plugins/operations/stages/model-routing.js';
import { learnedOrder } from '../../../plugins/reporting/lib/readingOrder.js';

const result = (up: number, down: number, given: Partial<WorkflowFeedback> = {}): WorkflowFeedback => ({
	up,
	down,
	stages: {},
	models: [],
	costNanoUsd: 0,
	...given
});
const withTimeline = { stages: { timeline: 'succeeded' } } as const;
const withoutTimeline = { stages: { timeline: 'skipped' } } as const;

describe('learning', () => {
	it('moves a section when enough votes on both sides differ enough, and says so', async () => {
		const feedback = [result(9, 1, withTimeline), result(2, 8, withoutTimeline)];
		assert.deepEqual(learn(feedback), {
			votes: { up: 11, down: 9, results: 2 },
			effects: [{ stage: 'timeline', effect: 0.583, votesWith: 10, votesWithout: 10 }],
			earlier: ['timeline'],
			later: []
		});
		const { outcome } = await tryStage(Learning, { operations: { feedback } });
		assert.ok(outcome.status === 'succeeded');
		assert.match(JSON.stringify(outcome.section), /timeline is read earlier/);
	});

	it('changes nothing on few votes, and nothing on small differences', () => {
		assert.deepEqual(learn([result(4, 0, withTimeline), result(0, 9, withoutTimeline)]).effects, []);
		const close = learn([result(5, 5, withTimeline), result(5, 6, withoutTimeline)]);
		assert.deepEqual([close.earlier, close.later, close.effects.length], [[], [], 1]);
	});

	describe('of the takeaways at the head of a report', () => {
		const [short, long] = [
			(up: number, down: number) => result(up, down, { takeaways: 4 }),
			(up: number, down: number) => result(up, down, { takeaways: 5 })
		];

		it('shows fewer where short heads are liked more, and says because of what', async () => {
			const feedback = [short(4, 0), short(3, 2), long(1, 5), result(0, 9)];
			assert.deepEqual(learn(feedback).takeaways, { from: 8, to: 4, few: { up: 7, votes: 9 }, many: { up: 1, votes: 6 } });
			const { outcome } = await tryStage(Learning, { operations: { feedback } });
			assert.ok(outcome.status === 'succeeded');
			assert.match(
				JSON.stringify(outcome.section),
				/begins with at most 4 takeaways instead of 8: where it began with more than 4, 1 of 6 votes was good; where with 4 or fewer, 7 of 9 votes were good"/
			);
			assert.doesNotMatch(JSON.stringify(outcome.section), /Nothing\./);
		});

		it('shows more where long ones are', () => {
			assert.equal(learn([short(1, 5), long(9, 1)]).takeaways?.to, 12);
		});

		it('changes nothing on few votes, and nothing on small differences', () => {
			assert.equal(learn([short(4, 0), long(0, 9)]).takeaways, undefined);
			assert.equal(learn([short(9, 0), long(0, 4)]).takeaways, undefined);
			assert.equal(learn([short(5, 5), long(5, 6)]).takeaways, undefined);
		});
	});

	it('changes the order of later reports, but never what comes first', () => {
		const usual = learnedOrder(undefined);
		const [first, second, third, fourth] = usual;
		assert.ok(first && second && third && fourth);
		assert.deepEqual(learnedOrder({ earlier: [fourth], later: [] }).slice(0, 4), [first, second, fourth, third]);
		assert.deepEqual(learnedOrder({ earlier: [third, second, first, 'unknown'], later: [first] }), usual);
		assert.deepEqual(learnedOrder({ earlier: [], later: [third] }).slice(0, 4), [first, second, fourth, third]);
	});
});

describe('model-routing', () => {
	const liked = (model: string, up: number, down: number, costNanoUsd = 0) => result(up, down, { models: [model], costNanoUsd });

	/** How often each model wins over many workflows. */
	function wins(models: readonly string[], feedback: readonly WorkflowFeedback[]): Readonly<Record<string, number>> {
		const won: Record<string, number> = {};
		for (let workflow = 0; workflow < 300; workflow++) {
			const { model } = chooseModel(models, feedback, `wf_${workflow}`);
			won[model] = (won[model] ?? 0) + 1;
		}
		return won;
	}

	it('draws the same under the same seed, and knows nothing of models that were used together', () => {
		const feedback = [liked('a', 3, 1), result(50, 0, { models: ['a', 'b'] })];
		const chosen = chooseModel(['a', 'b'], feedback, 'wf_1');
		assert.deepEqual(chosen, chooseModel(['a', 'b'], feedback, 'wf_1'));
		assert.deepEqual(
			chosen.arms.map(({ up, down }) => [up, down]),
			[
				[3, 1],
				[0, 0]
			]
		);
	});

	it('prefers what is liked, and still tries what is little known', () => {
		const { good = 0, bad = 0, fresh = 0 } = wins(['bad', 'good', 'fresh'], [liked('good', 40, 10), liked('bad', 10, 40)]);
		assert.ok(good > 150 && fresh > 20 && bad < 5, JSON.stringify({ good, bad, fresh }));
	});

	it('prefers the cheaper of two that are liked alike', () => {
		const { cheap = 0, dear = 0 } = wins(['dear', 'cheap'], [liked('dear', 90, 30, 5e9), liked('cheap', 90, 30, 1e7)]);
		assert.ok(cheap > 290 && dear < 10, JSON.stringify({ cheap, dear }));
	});

	it('skips where there is nothing to choose', async () => {
		const none = await tryStage(ModelRouting);
		assert.equal(none.outcome.status, 'skipped');
		const one = await tryStage(ModelRouting, { languageModel: () => null });
		assert.ok(one.outcome.status === 'skipped' && /nothing to choose/.test(one.outcome.reason));
	});
});

describe('alerts', () => {
	const segments = [
		{ text: 'The Mill  Street bridge — closed!', start: 1, end: 2 },
		{ text: 'A footbridge is fine.', start: 3, end: 4 },
		{ text: 'closed, unheard', start: 5, end: 6, unreliable: true as const }
	];
	const transcription: StageOutputs['transcription'] = {
		engine: 'subtitles',
		language: 'en',
		languageBasis: 'declared',
		durationSeconds: 6,
		speakers: [],
		segments
	};

	it('finds words and phrases as they stand, in what was reliably heard', () => {
		const { matches } = watch(['mill street BRIDGE', 'bridge', 'closed', 'oot', '!'], segments);
		assert.deepEqual(
			matches.map(({ rule, count, first }) => [rule, count, first.quote]),
			[
				['mill street BRIDGE', 1, segments[0]?.text],
				['bridge', 1, segments[0]?.text],
				['closed', 1, segments[0]?.text]
			]
		);
	});

	it('emits one message with what came up, and none where nothing did', async () => {
		const told = await tryStage(Alerts, { outputs: { transcription }, watchRules: ['bridge'] });
		assert.ok(told.outcome.status === 'succeeded');
		assert.deepEqual(told.outcome.deliveries, [
			{ target: null, title: 'Something you watch for came up', text: 'bridge: “The Mill  Street bridge — closed!” (0:01)' }
		]);
		const quiet = await tryStage(Alerts, { outputs: { transcription }, watchRules: ['opera'] });
		assert.ok(quiet.outcome.status === 'succeeded');
		assert.deepEqual(quiet.outcome.deliveries, []);
	});

	it('skips where nobody watches', async () => {
		assert.equal((await tryStage(Alerts, { outputs: { transcription } })).outcome.status, 'skipped');
	});
});
