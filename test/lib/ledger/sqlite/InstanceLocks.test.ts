import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InstanceLocks } from '#lib/ledger/sqlite/InstanceLocks';
import { freeze } from '../../../support/freeze.js';
import { startScript } from '../../../support/startScript.js';
import { temporaryFolder } from '../../../support/temporaryFolder.js';

const liveInstance = fileURLToPath(new URL('../../../support/scripts/liveInstance.ts', import.meta.url));

describe('InstanceLocks', () => {
	let folder: string;
	let own: InstanceLocks;

	beforeEach(async () => {
		folder = temporaryFolder();
		own = await InstanceLocks.open(folder);
	});

	afterEach(() => own.close());

	/** Without the journals that SQLite puts beside them. */
	const files = () => readdirSync(folder).filter((name) => name.endsWith('.db'));

	async function startOther() {
		const script = startScript(liveInstance, { folder });
		const { instance } = await script.until('it lives', isInstance);
		return { ...script, instance };
	}

	it('knows that a process is dead as soon as it was killed, and not before', async () => {
		const other = await startOther();
		assert.deepEqual(await own.findDead([other.instance]), new Set());
		await freeze(other.child);
		assert.deepEqual(await own.findDead([other.instance]), new Set());
		other.child.kill('SIGKILL');
		await other.ended;
		assert.deepEqual(await own.findDead([other.instance]), new Set([other.instance]));
		assert.deepEqual(files(), [`${own.id}.db`]);
		assert.ok(readdirSync(folder).every((name) => name.startsWith(own.id)));
		// Its file is gone by now: it stays dead.
		assert.deepEqual(await own.findDead([other.instance]), new Set([other.instance]));
	});

	it('takes one that ended in order for dead', async () => {
		const other = await startOther();
		other.child.stdin?.end();
		assert.equal((await other.ended).code, 0);
		assert.deepEqual(await own.findDead([other.instance, own.id]), new Set([other.instance]));
	});

	it('removes what the dead left, when it opens', async () => {
		const other = await startOther();
		other.child.kill('SIGKILL');
		await other.ended;
		assert.equal(files().length, 2);
		const third = await InstanceLocks.open(folder);
		assert.deepEqual(files().sort(), [`${own.id}.db`, `${third.id}.db`].sort());
		await third.close();
	});

	it('does not take those for dead that open at the same moment', async () => {
		const all = await Promise.all(Array.from({ length: 20 }, () => InstanceLocks.open(folder)));
		const ids = all.map(({ id }) => id);
		for (const one of all) assert.deepEqual(await one.findDead(ids), new Set());
		await Promise.all(all.map((one) => one.close()));
		assert.deepEqual(await own.findDead(ids), new Set(ids));
	});
});

function isInstance(line: unknown): line is { readonly instance: string } {
	return typeof line === 'object' && line !== null && 'instance' in line;
}
