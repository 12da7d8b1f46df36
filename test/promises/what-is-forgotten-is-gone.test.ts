/**
 * Who asks to be forgotten is forgotten: rows, results, files, what stages keep and messages, although the process that began is killed
 * with SIGKILL before or after any of its writes. Asking again finishes it, and so does the next purge without anybody asking.
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { ForgetTask } from '../support/scripts/forgetPerson.js';
import { startScript } from '../support/startScript.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const forgetPerson = fileURLToPath(new URL('../support/scripts/forgetPerson.ts', import.meta.url));

describe('what is forgotten is gone', () => {
	let writes: readonly string[];

	before(async () => {
		const { said, code, stderr } = await run({ folder: temporaryFolder() });
		assert.equal(code, 0, stderr);
		const [line] = said;
		assert.ok(typeof line === 'object' && line !== null && 'writes' in line && Array.isArray(line.writes));
		writes = line.writes.map(String);
	});

	it('writes often enough for this to mean something', () => {
		assert.deepEqual([...new Set(writes)].sort(), [
			'beginForgetting',
			'deleteForgotten',
			'endForgetting',
			'settleForgetting',
			'withdrawForgotten'
		]);
	});

	it('wherever the process was killed, once somebody asks again or the next purge comes', async () => {
		const kills = writes.flatMap((write, index) =>
			(['before', 'after'] as const).map((moment) => {
				const name = `${moment} write ${index + 1}, ${write}`;
				// Killed before the first of them, nobody knows that anything was asked for.
				const by = index % 2 === 0 ? ('asking' as const) : ('purge' as const);
				return { name, folder: temporaryFolder(), by, dieAt: { write: index + 1, moment } };
			})
		);
		const [left, right] = [0, 1].map((half) => kills.filter((_, index) => index % 2 === half));
		const killAll = async (half: typeof kills = []) => {
			for (const { name, folder, dieAt } of half) {
				const { signal, stderr } = await run({ folder, dieAt });
				assert.equal(signal, 'SIGKILL', `${name}: ${stderr}`);
			}
		};
		await Promise.all([killAll(left), killAll(right)]);
		const { said, code, stderr } = await run({ comeBackTo: kills.map(({ folder, by }) => ({ folder, by })) });
		assert.equal(code, 0, stderr);
		assert.deepEqual(
			said.map((line, index) => [kills[index]?.name, line]),
			kills.map(({ name, folder }) => [name, { folder, rows: {}, traces: [] }])
		);
	});

	function run(task: ForgetTask) {
		return startScript(forgetPerson, task).ended;
	}
});
