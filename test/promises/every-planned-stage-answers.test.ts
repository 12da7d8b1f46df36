/**
 * Every planned stage answers: it is in the report with what it found, or with the reason why it did not. Nothing is planned that does not
 * run, nothing runs that is not shown.
 */
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import type { Report } from '#lib/workflow/report';
import { type App, createApp } from '#root/app';
import { settingsFor } from '../support/settings.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const townHall = resolve('examples/town-hall.vtt');

const added = {
	standard: [
		'briefing',
		'communication',
		'content-acquisition',
		'deception-analysis',
		'knowledge-integration',
		'linguistic-analysis',
		'mission-planning',
		'synthesis',
		'transcription',
		'verification'
	],
	deep: ['behavioral-patterns', 'extended-verification', 'performance-monitoring', 'research-context', 'social-intelligence'],
	comprehensive: ['network-analysis', 'performance-forecast', 'persona-profile', 'system-health', 'timeline'],
	experimental: ['alerts', 'learning', 'model-routing', 'multimodal', 'quality-assessment']
} as const;
const depths = Object.keys(added) as readonly (keyof typeof added)[];

describe('every planned stage answers', () => {
	let app: App;

	before(async () => {
		app = await createApp(settingsFor(temporaryFolder()));
	});
	after(() => app.close());

	async function run(depth: string): Promise<{ readonly report: Report; readonly planned: readonly string[] }> {
		const { workflow, ended } = await app.engine.acceptAndRun({
			kind: 'autointel',
			depth,
			source: { type: 'file', path: townHall },
			options: { reportLanguage: 'en' }
		});
		assert.equal(await ended, 'succeeded');
		const report = (await app.results.get(workflow.id)) ?? assert.fail('there is no result');
		return { report, planned: ((await app.ledger.plan(workflow.id)) ?? []).map(({ name }) => name).sort() };
	}

	for (const [index, depth] of depths.entries()) {
		it(`${depth}: ${5 * (index + 2)} stages, each with its section, offline and without a key`, async () => {
			const { report, planned } = await run(depth);
			assert.deepEqual(
				planned,
				depths
					.slice(0, index + 1)
					.flatMap((shallower) => added[shallower])
					.sort()
			);
			assert.deepEqual(report.sections.map(({ stage }) => stage).sort(), planned);
			const succeeded = report.sections.filter(({ status }) => status === 'succeeded');
			const others = report.sections.filter(({ status }) => status !== 'succeeded');
			for (const { stage, blocks, notes } of succeeded) assert.ok(blocks.length + notes.length > 0, `${stage} says nothing`);
			for (const { stage, status, reason } of others) {
				assert.equal(status, 'skipped', `${stage}: ${reason}`);
				assert.ok(reason && !reason.includes('\n'), stage);
			}
			if (depth === 'experimental') assert.ok(succeeded.length >= 17, others.map(({ stage, reason }) => `${stage}: ${reason}`).join('\n'));
		});
	}
});
