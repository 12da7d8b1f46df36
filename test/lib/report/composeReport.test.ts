import assert from 'node:assert/strict';
import { composeReport, type ReportInput } from '#lib/report/composeReport';
import type { SectionContent } from '#lib/workflow/report';
import { planned, planOf } from './sample.js';

function compose(overrides: Partial<ReportInput>) {
	return composeReport({
		workflow: { kind: 'minutes', depth: 'short', source: { type: 'file', path: '/talks/town-hall.vtt' } },
		status: 'succeeded',
		plan: [],
		stages: [],
		...overrides
	});
}

function content(title: string, more: Partial<SectionContent> = {}): SectionContent {
	return { title, blocks: [], ...more };
}

describe('composeReport', () => {
	it('has one section for each planned stage, whatever became of it', () => {
		const report = compose({
			status: 'partial',
			plan: planOf('read-aloud', 'count', 'guess', 'post', 'never', 'cut-off'),
			stages: [
				{ stage: 'count', status: 'succeeded', section: content('Length', { notes: ['counted'] }), notes: ['ran again'] },
				{ stage: 'read-aloud', status: 'succeeded' },
				{ stage: 'guess', status: 'skipped', reason: 'nothing to guess' },
				{ stage: 'post', status: 'failed', reason: 'no post office' },
				{ stage: 'never', status: 'pending' },
				{ stage: 'stranger', status: 'succeeded', section: content('Not planned') }
			]
		});
		assert.deepEqual(
			report.sections.map(({ stage, title, status, reason, notes }) => [stage, title, status, reason, notes]),
			[
				['read-aloud', 'Read aloud', 'succeeded', undefined, []],
				['count', 'Length', 'succeeded', undefined, ['counted', 'ran again']],
				['guess', 'Guess', 'skipped', 'nothing to guess', []],
				['post', 'Post', 'failed', 'no post office', []],
				['never', 'Never', 'skipped', 'the workflow ended before this stage could run', []],
				['cut-off', 'Cut off', 'skipped', 'the workflow ended before this stage could run', []]
			]
		);
	});

	it('does not take titles that show nothing', () => {
		const blank = '\u200B\u2060\u3164\uFE0F';
		const section = content(blank, { headline: { title: blank, summary: blank } });
		const report = compose({ plan: planOf('count'), stages: [{ stage: 'count', status: 'succeeded', section }] });
		assert.equal(report.title, 'town-hall.vtt');
		assert.equal(report.sections[0]?.title, 'Count');
		assert.notEqual(report.summary, blank);
	});

	it('does not show what a stage that did not succeed may have left', () => {
		const left = content('Half done', { blocks: [{ type: 'paragraph', text: 'half' }], headline: { title: 'Half' } });
		const report = compose({ plan: planOf('count'), stages: [{ stage: 'count', status: 'failed', reason: 'broke', section: left }] });
		assert.deepEqual(report.sections[0]?.blocks, []);
		assert.equal(report.sections[0]?.title, 'Count');
		assert.equal(report.title, 'town-hall.vtt');
	});

	it('takes takeaways and verdicts like the rest of a headline, and none from stages for operators', () => {
		const takeaways = [{ text: 'Remember this.', evidence: [{ quote: 'Remember this.', line: 1 }] }];
		const verdicts = [{ claim: 'It is so.', verdict: 'insufficient evidence' }];
		const { title, ...head } = compose({
			plan: [planned('a'), planned('b'), planned('c', { audience: 'operator' })],
			stages: [
				{ stage: 'a', status: 'succeeded', section: content('A', { headline: { takeaways, verdicts } }) },
				{ stage: 'b', status: 'succeeded', section: content('B', { headline: { takeaways: [] } }) },
				{
					stage: 'c',
					status: 'succeeded',
					section: content('C', { headline: { title: 'Costs', takeaways: [{ text: 'For operators.' }] } })
				}
			]
		});
		assert.equal(title, 'town-hall.vtt');
		assert.deepEqual([head.takeaways, head.verdicts], [takeaways, verdicts]);
	});

	it('takes the headline of the later stage in the plan, field by field', () => {
		const report = compose({
			plan: planOf('a', 'b', 'c'),
			stages: [
				{ stage: 'c', status: 'succeeded', section: content('C', { headline: { summary: 'from c', title: '  ' } }) },
				{ stage: 'b', status: 'succeeded', section: content('B', { headline: { title: 'from b', order: ['c', 'unknown', 'c'] } }) },
				{ stage: 'a', status: 'succeeded', section: content('A', { headline: { title: 'from a', summary: 'from a', order: ['b'] } }) }
			]
		});
		assert.equal(report.title, 'from b');
		assert.equal(report.summary, 'from c');
		assert.deepEqual(
			report.sections.map(({ stage }) => stage),
			['c', 'a', 'b']
		);
	});

	it('says in its own summary no more than what was done and what was not', () => {
		const report = compose({
			status: 'partial',
			reason: 'guess failed',
			plan: planOf('count', 'guess', 'post'),
			stages: [
				{ stage: 'count', status: 'succeeded', section: content('Length') },
				{ stage: 'guess', status: 'failed', reason: 'broke' },
				{ stage: 'post', status: 'skipped', reason: 'needs guess' }
			]
		});
		assert.equal(
			report.summary,
			'The workflow ended with gaps: guess failed. 1 of 3 stages succeeded: Length. Skipped: Post. Failed: Guess.'
		);
		assert.equal(report.reason, 'guess failed');
	});

	it('can report a workflow that was cancelled before it had a plan', () => {
		const report = compose({ status: 'cancelled' });
		assert.equal(report.summary, 'The workflow was cancelled. 0 of 0 stages succeeded.');
		assert.deepEqual(report.sections, []);
	});

	it('names the source, and takes its name as title where no stage has a better one', () => {
		const address = 'https://example.org/talk?id=1';
		assert.equal(compose({}).title, 'town-hall.vtt');
		assert.equal(compose({}).source, '/talks/town-hall.vtt');
		const report = compose({ workflow: { kind: 'minutes', depth: 'short', source: { type: 'url', url: address } } });
		assert.deepEqual([report.title, report.source, report.kind, report.depth], ['https://example.org/talk', address, 'minutes', 'short']);
	});

	it('collects files in the order of the plan, under names that differ', () => {
		const file = (name: string, artifact: string) => ({ name, artifact, mediaType: 'text/plain', bytes: 1 });
		const report = compose({
			plan: planOf('a', 'b', 'c'),
			stages: [
				{ stage: 'b', status: 'succeeded', section: content('B', { files: [file('x.txt', '2'), file('y.txt', '3')] }) },
				{ stage: 'a', status: 'succeeded', section: content('A', { files: [file('x.txt', '1')] }) },
				{ stage: 'c', status: 'succeeded', section: content('C', { files: [file('x.txt', '1')] }) }
			]
		});
		assert.deepEqual(
			report.files.map(({ name, artifact }) => [name, artifact]),
			[
				['x.txt', '1'],
				['b-x.txt', '2'],
				['y.txt', '3']
			]
		);
	});

	it('keeps the audience of the plan', () => {
		const report = compose({ plan: [planned('cost', { audience: 'operator' })] });
		assert.equal(report.sections[0]?.audience, 'operator');
	});
});
