import assert from 'node:assert/strict';
import { tryStage } from '#root/testing';
import { assess } from '../../../plugins/operations/lib/assess.js';
import { QualityAssessment } from '../../../plugins/operations/stages/quality-assessment.js';
import { factsOf, saying } from './facts.js';

const quote = { quote: 'words', start: 1, end: 2 };
const other = { quote: 'other', start: 5, end: 6 };

describe('quality-assessment', () => {
	it('gives full marks where everything succeeded, stands somewhere and hangs together', () => {
		const { grade } = assess([
			saying('briefing', [{ text: 'a', evidence: [quote] }]),
			saying('synthesis', [{ text: 'a', evidence: [quote] }])
		]);
		assert.equal(grade, 100);
	});

	it('grades itself down for what was skipped or failed, and names it', () => {
		const { coverage, grade } = assess([
			saying('synthesis', [{ text: 'a', evidence: [quote] }]),
			saying('briefing', [{ text: 'a', evidence: [quote] }]),
			factsOf('verification', { status: 'skipped' }),
			factsOf('timeline', { status: 'failed' })
		]);
		assert.deepEqual([coverage.share, coverage.missing, grade], [0.5, ['verification', 'timeline'], 50]);
	});

	it('grades statements down that show nothing, and summaries that nothing else bears out', () => {
		const { grounding, coherence } = assess([
			saying('briefing', [{ text: 'a', evidence: [quote] }, { text: 'bare' }]),
			saying('synthesis', [
				{ text: 'a', evidence: [quote] },
				{ text: 'b', evidence: [other] }
			])
		]);
		assert.deepEqual(grounding, { share: 0.75, grounded: 3, statements: 4 });
		assert.deepEqual(coherence, { share: 0.5, supported: 1, statements: 2 });
	});

	it('leaves out what speaks to operators and what runs beside it', () => {
		const { coverage } = assess([
			saying('synthesis', [{ text: 'a', evidence: [quote] }]),
			factsOf('performance-monitoring', { audience: 'operator', status: 'failed' }),
			factsOf('communication', { phase: 'publish', status: 'running' })
		]);
		assert.deepEqual([coverage.planned, coverage.share], [1, 1]);
	});

	it('gives nothing for nothing', async () => {
		const { outcome } = await tryStage(QualityAssessment);
		assert.ok(outcome.status === 'succeeded');
		assert.match(JSON.stringify(outcome.section), /0 of 100.*there is no summary/);
	});
});
