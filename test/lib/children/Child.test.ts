import assert from 'node:assert/strict';
import { getPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Child } from '#lib/children/Child';
import type { Worker } from '../../fixtures/children/worker.js';
import { isAlive } from '../../support/isAlive.js';
import { startScript } from '../../support/startScript.js';
import { waitUntil } from '../../support/waitUntil.js';

const entry = fileURLToPath(new URL('../../fixtures/children/worker.ts', import.meta.url));
const holdChildren = fileURLToPath(new URL('../../support/scripts/holdChildren.ts', import.meta.url));

describe('a child process', () => {
	let said = '';
	let child: Child<Worker>;
	beforeEach(() => {
		said = '';
		child = new Child<Worker>(entry, {
			name: 'a test',
			local: { answer: (question: string) => `${question}: yes` },
			onOutput: (text) => {
				said += text;
			},
			env: { PATH: process.env['PATH'] }
		});
	});
	afterEach(() => child.end());

	it('takes typed arrays and answers with them', async () => {
		const samples = await child.call('double', Float32Array.of(0.25, -1));
		assert.ok(samples instanceof Float32Array);
		assert.deepEqual([...samples], [0.5, -2]);
	});

	it('can ask its parent', async () => assert.equal(await child.call('ask', 'really'), 'really: yes'));

	it('throws what its functions throw, and says whether to try again', async () => {
		await assert.rejects(child.call('fail'), { name: 'AutointelError', code: 'broken', message: 'it broke', hint: 'Mend it.' });
		await assert.rejects(child.call('refuse'), { name: 'StageFailure', code: 'refused' });
		await assert.rejects(child.call('nothing' as 'fail'), { message: 'the other process asks for nothing, which is not offered' });
	});

	it('fails every call that its death leaves without an answer, and every later one', async () => {
		const calls = [child.call('obey'), child.call('kill')];
		for (const call of calls) await assert.rejects(call, { code: 'child-died', message: /of a test ended early \(SIGKILL\)/ });
		await assert.rejects(child.call('pid'), { code: 'child-died' });
		assert.equal(child.alive, false);
	});

	it('says with which code it left', () => assert.rejects(child.call('leave'), { message: /\(exit code 7\)/ }));

	it('ends at once, also while it computes', async () => {
		const pid = await child.call('pid');
		const computing = assert.rejects(child.call('compute'), { code: 'child-died' });
		await child.end();
		await computing;
		assert.equal(isAlive(pid), false);
	});

	it('is heard when it or a library in it writes something', async () => {
		child.tell('say', 'terminate called');
		await waitUntil('it is heard', () => said === 'terminate called');
	});

	it('knows how much memory it has', async () => {
		const before = await child.rss();
		await child.call('grow', 50_000_000);
		assert.ok((await child.rss()) - before > 40_000_000);
	});

	it('lets others go before it when it works in the background', async () => {
		const background = new Child<Worker>(entry, { name: 'a test', background: true });
		try {
			const mine = getPriority();
			assert.equal(getPriority(await background.call('pid')), Math.min(19, mine + 10));
			assert.equal(getPriority(await child.call('pid')), mine);
		} finally {
			await background.end();
		}
	});

	it('fails like a dead one where it cannot be started', async () => {
		const none = new Child<Worker>('/nowhere/worker.js', { name: 'nobody' });
		await assert.rejects(none.call('pid'), { code: 'child-died', message: /of nobody ended early \(exit code 1\)/ });
	});

	it('does not outlive a parent that was killed, whether it computes or waits', async () => {
		const parent = startScript(holdChildren, {});
		const { pids } = await parent.until('both are at work', (line): line is { pids: number[] } => typeof line === 'object');
		assert.equal(pids.filter(isAlive).length, 2);
		parent.child.kill('SIGKILL');
		await waitUntil('both are gone', () => !pids.some(isAlive));
		await parent.ended;
	});
});
