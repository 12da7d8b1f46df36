import fc from 'fast-check';
import type { ProgressView } from '#lib/delivery/messages/ProgressView';
import type { ResultView } from '#lib/delivery/messages/ResultView';
import type { StatusLine } from '#lib/delivery/messages/statusMessage';
import type { Block, Item, Report, Section } from '#lib/workflow/report';
import type { FinalStatus, WorkflowStatus } from '#lib/workflow/status';

const nasty = [
	'@everyone',
	'<@123456789012345678>',
	'<@&123456789012345678>',
	'<t:0:R>',
	'[click](https://example.org)',
	'https://example.org/?token=x',
	'# heading',
	'-# small',
	'1. one',
	'- list',
	'> quote',
	'```code```',
	'||spoiler||',
	'\\',
	'\u202Ereversed',
	'half \uD83D a character',
	'\u200B\u3164\uFE0F',
	`in${'\u2060'.repeat(5000)}visible`,
	`Z${'\u0335'.repeat(5000)}algo`,
	'🏳️‍🌈',
	'a'.repeat(5000),
	'_*~|`<>[]@'.repeat(300),
	'\n\n\n',
	'   '
];

const words = fc.oneof(
	{ weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
	{ weight: 2, arbitrary: fc.constantFrom(...nasty) },
	{ weight: 1, arbitrary: fc.lorem({ maxCount: 400 }) }
);
const id = fc.stringMatching(/^[0-9a-z]{12}$/);
const position = fc.oneof(
	fc.record({ start: fc.double({ min: 0, max: 1e6, noNaN: true }), end: fc.double({ min: 0, max: 1e6, noNaN: true }) }),
	fc.record({ line: fc.integer({ min: 1, max: 1_000_000 }) })
);

const item: fc.Arbitrary<Item> = fc.record(
	{ text: words, at: position, evidence: fc.array(fc.record({ quote: words, start: fc.nat(), end: fc.nat() }), { maxLength: 2 }) },
	{ requiredKeys: ['text'] }
);

const block: fc.Arbitrary<Block> = fc.oneof(
	item.map((given) => ({ type: 'paragraph' as const, ...given })),
	fc.array(item, { maxLength: 3 }).map((items) => ({ type: 'list' as const, items })),
	fc.constant({ type: 'facts' as const, items: [{ label: 'x', value: 'y' }] })
);

const section: fc.Arbitrary<Section> = fc.record(
	{
		stage: fc.constantFrom('one', 'two-three'),
		title: words,
		status: fc.constantFrom('succeeded', 'skipped', 'failed'),
		audience: fc.constantFrom('member', 'operator'),
		reason: words,
		blocks: fc.array(block, { maxLength: 3 }),
		notes: fc.array(words, { maxLength: 1 })
	},
	{ requiredKeys: ['stage', 'title', 'status', 'audience', 'blocks', 'notes'] }
);

const finalStatus = fc.constantFrom<FinalStatus>('succeeded', 'partial', 'failed', 'cancelled');

const report: fc.Arbitrary<Report> = fc.record(
	{
		title: words,
		summary: words,
		takeaways: fc.array(item, { maxLength: 12 }),
		verdicts: fc.array(fc.record({ claim: words, verdict: words }), { maxLength: 6 }),
		status: finalStatus,
		reason: words,
		kind: words,
		depth: words,
		source: words,
		sections: fc.array(section, { maxLength: 30 }),
		files: fc.array(
			fc.constant({ name: 'transcript.vtt', mediaType: 'text/vtt', artifact: 'a'.repeat(64), bytes: 1, role: 'transcript' as const }),
			{
				maxLength: 1
			}
		)
	},
	{ requiredKeys: ['title', 'summary', 'status', 'kind', 'depth', 'source', 'sections', 'files'] }
);

const spend = fc.array(
	fc.record(
		{
			stage: words,
			model: words,
			calls: fc.nat(),
			unknownCalls: fc.nat({ max: 1 }),
			inputTokens: fc.nat(),
			outputTokens: fc.nat(),
			costNanoUsd: fc.nat({ max: 1e12 })
		},
		{ requiredKeys: ['stage', 'model', 'calls', 'unknownCalls', 'inputTokens', 'outputTokens'] }
	),
	{ maxLength: 3 }
);

export const resultView: fc.Arbitrary<ResultView> = fc.record(
	{
		workflowId: id.map((given) => `wf_${given}`),
		deliveryId: id.map((given) => `dl_${given}`),
		report,
		reason: fc.record({ code: words, message: words, hint: words }),
		durationMs: fc.nat({ max: 1e9 }),
		spend,
		repeated: fc.boolean(),
		interactive: fc.boolean()
	},
	{ requiredKeys: ['workflowId', 'report'] }
);

const status = fc.constantFrom<WorkflowStatus>('queued', 'running', 'parked', 'succeeded', 'partial', 'failed', 'cancelled');

export const progressView: fc.Arbitrary<ProgressView> = fc.record(
	{
		workflowId: id.map((given) => `wf_${given}`),
		title: words,
		kind: words,
		depth: words,
		status,
		progress: fc.double(),
		stages: fc.array(fc.record({ name: words, note: words }, { requiredKeys: ['name'] }), { maxLength: 25 }),
		startedAt: fc.nat({ max: 2e12 }),
		doneAt: fc.nat({ max: 2e12 }),
		queuePosition: fc.integer({ min: 1, max: 1e6 }),
		cancelRequested: fc.boolean(),
		takeaways: fc.array(item, { maxLength: 8 }),
		hasTranscript: fc.boolean(),
		notices: fc.constantFrom([], ['Your direct messages are closed.'])
	},
	{
		requiredKeys: [
			'workflowId',
			'title',
			'kind',
			'depth',
			'status',
			'progress',
			'stages',
			'cancelRequested',
			'takeaways',
			'hasTranscript',
			'notices'
		]
	}
);

export const statusLines: fc.Arbitrary<readonly StatusLine[]> = fc.array(
	fc.record(
		{
			workflowId: id.map((given) => `wf_${given}`),
			title: words,
			status,
			progress: fc.double(),
			acceptedAt: fc.nat({ max: 2e12 }),
			spend,
			url: fc.constant('https://discord.com/channels/123456789012345678/123456789012345678/123456789012345678')
		},
		{ requiredKeys: ['workflowId', 'status', 'acceptedAt'] }
	),
	{ maxLength: 30 }
);

export { words };
