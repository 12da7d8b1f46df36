/**
 * Promise 1: an accepted workflow ends, whatever is killed in between, and a stage whose checkpoint was committed does not run again.
 * Processes are killed with SIGKILL before and after every single write to the ledger, and inside stages and steps; another process
 * then takes over what they left.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ResumedFolder } from '../support/scripts/resumeDurable.js';
import type { DurableTask } from '../support/scripts/runDurable.js';
import { startScript } from '../support/startScript.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const runDurable = fileURLToPath(new URL('../support/scripts/runDurable.ts', import.meta.url));
const resumeDurable = fileURLToPath(new URL('../support/scripts/resumeDurable.ts', import.meta.url));

interface Kill {
	readonly name: string;
	readonly folder: string;
	/** Default: standard. */
	readonly depth?: 'standard' | 'deep';
	readonly dieAt?: DurableTask['dieAt'];
	readonly dieIn?: string;
	/** Waits in its last stage, for writes that come with time. */
	readonly linger?: true;
}

describe('an accepted workflow ends', () => {
	const undisturbed = { standard: temporaryFolder(), deep: temporaryFolder() };
	let writes: readonly string[] = [];
	const kills: Kill[] = [];
	const resumed = new Map<string, ResumedFolder>();

	before(async () => {
		const [end, deepEnd] = await Promise.all([
			run({ name: 'undisturbed', folder: undisturbed.standard }),
			run({ name: 'undisturbed', folder: undisturbed.deep, depth: 'deep' })
		]);
		assert.equal(end.code, 0, end.stderr);
		assert.equal(deepEnd.code, 0, deepEnd.stderr);
		writes = writesOf(end.said[0]);
		for (const [index, write] of writes.entries()) {
			for (const moment of ['before', 'after'] as const) {
				kills.push({ name: `${moment} write ${index + 1}, ${write}`, folder: temporaryFolder(), dieAt: { write: index + 1, moment } });
			}
		}
		for (const write of ['renew', 'saveProgress'] as const) {
			for (const moment of ['before', 'after'] as const) {
				kills.push({ name: `${moment} the first ${write}`, folder: temporaryFolder(), dieAt: { write, moment }, linger: true });
			}
		}
		const insides = ['durable-read', 'durable-count', 'durable-count/two', 'durable-skip', 'durable-sum', 'durable-tell'];
		for (const dieIn of insides) kills.push({ name: `inside ${dieIn}`, folder: temporaryFolder(), dieIn });
		for (const dieIn of ['durable-isolated', 'durable-isolated/four', 'durable-tell']) {
			kills.push({ name: `inside ${dieIn}, deep`, folder: temporaryFolder(), dieIn, depth: 'deep' });
		}
		await inParallel(2, kills, async (kill) => {
			const { signal, stderr } = await run(kill);
			assert.equal(signal, 'SIGKILL', `${kill.name}: ${stderr}`);
		});
		const folders = [...Object.values(undisturbed), ...kills.map(({ folder }) => folder)];
		const halves = [folders.filter((_, index) => index % 2 === 0), folders.filter((_, index) => index % 2 === 1)];
		await inParallel(2, halves, async (half) => {
			const { said, code, stderr } = await startScript(resumeDurable, { folders: half }).ended;
			assert.equal(code, 0, stderr);
			for (const line of said) {
				assert.ok(isResumed(line));
				resumed.set(line.folder, line);
			}
		});
	});

	it('writes often enough for this to mean something', () => {
		assert.deepEqual(
			[...new Set(writes)].sort(),
			['acceptAndClaim', 'commitStage', 'commitStep', 'finish', 'freezePlan', 'recordArtifact', 'settleStage', 'startStage'].sort()
		);
		assert.equal(kills.length, writes.length * 2 + 4 + 6 + 3);
	});

	it('ends undisturbed with everything in its report', () => {
		for (const { depth, summary, sections } of [
			{ depth: 'standard', summary: 'The total is 17.', sections: 5 },
			{ depth: 'deep', summary: 'The total is 35.', sections: 6 }
		] as const) {
			const expected = stateOf(undisturbed[depth]).after;
			assert.equal(expected.status, 'succeeded');
			assert.equal(expected.report?.summary, summary);
			assert.equal(expected.report?.sections.length, sections);
			assert.equal(expected.deliveries, 1);
			assert.equal(new Set(expected.journal).size, expected.journal.length);
		}
	});

	it('is not there when the process died before it was accepted, and only then', () => {
		const gone = kills.filter(({ folder }) => stateOf(folder).before.workflowId === undefined);
		assert.deepEqual(
			gone.map(({ name }) => name),
			['before write 1, acceptAndClaim']
		);
	});

	it('ends, wherever it was killed', () => {
		for (const { name, folder } of accepted()) assert.equal(stateOf(folder).after.status, 'succeeded', name);
	});

	it('ends with the report of an undisturbed run', () => {
		for (const { name, folder, depth = 'standard' } of accepted()) {
			assert.deepEqual(reportOf(folder), reportOf(undisturbed[depth]), name);
		}
	});

	it('runs nothing again that was committed', () => {
		let keptSomewhere = 0;
		for (const { name, folder } of accepted()) {
			const { before, after } = stateOf(folder);
			for (const what of before.committed) {
				keptSomewhere++;
				assert.equal(count(after.journal, what), 1, `${what}, killed ${name}`);
			}
		}
		assert.ok(keptSomewhere > kills.length);
	});

	it('runs what was not committed just once more', () => {
		for (const { name, folder, depth = 'standard' } of accepted()) {
			const { before, after } = stateOf(folder);
			const expected = stateOf(undisturbed[depth]).after;
			if (before.status === 'succeeded') {
				assert.deepEqual(after.journal, before.journal, name);
				continue;
			}
			for (const what of expected.journal) {
				if (before.committed.includes(what)) continue;
				// A stage that had settled as skipped has no checkpoint, and is not asked again either.
				const isSettledSkip = what === 'durable-skip' && count(after.journal, what) === 1;
				if (!isSettledSkip && !isPartOf(before.committed, what)) {
					assert.equal(count(after.journal, what), count(before.journal, what) + 1, `${what}, killed ${name}`);
				}
			}
		}
	});

	it('delivers what a stage emitted once', () => {
		for (const { name, folder } of accepted()) assert.equal(stateOf(folder).after.deliveries, 1, name);
	});

	it('does not wait for the lease of a dead owner, which here lasts a minute', () => {
		for (const { name, folder } of accepted()) assert.ok(stateOf(folder).tookMs < 50_000, name);
	});

	function run({ folder, depth = 'standard', dieAt, dieIn = '', linger }: Kill) {
		const task: DurableTask = { folder, journal: join(folder, 'journal.txt'), depth, ...(dieAt && { dieAt }) };
		return startScript(runDurable, task, { env: { AUTOINTEL_TEST_DIE_IN: dieIn, AUTOINTEL_TEST_LINGER: linger ? '1' : '' } }).ended;
	}

	function accepted(): readonly Kill[] {
		return kills.filter(({ folder }) => stateOf(folder).before.workflowId !== undefined);
	}

	function stateOf(folder: string): ResumedFolder {
		const state = resumed.get(folder);
		assert.ok(state, folder);
		return state;
	}

	/** All of it but the place of the journal, which is the source. */
	function reportOf(folder: string) {
		const { report } = stateOf(folder).after;
		assert.equal(report?.source, join(folder, 'journal.txt'));
		return { ...report, source: 'the journal' };
	}
});

/** Whether `step` belongs to a stage whose checkpoint is committed: then nobody asks for the step any more. */
function isPartOf(committed: readonly string[], step: string): boolean {
	const [stage] = step.split('/');
	return stage !== step && committed.includes(stage ?? '');
}

function count(journal: readonly string[], what: string): number {
	return journal.filter((line) => line === what).length;
}

function writesOf(line: unknown): readonly string[] {
	assert.ok(typeof line === 'object' && line !== null && 'writes' in line && Array.isArray(line.writes));
	return line.writes.map(String);
}

function isResumed(line: unknown): line is ResumedFolder {
	return typeof line === 'object' && line !== null && 'folder' in line;
}

async function inParallel<Item>(workers: number, items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
	const left = [...items];
	const one = async () => {
		for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
	};
	await Promise.all(Array.from({ length: workers }, one));
}
