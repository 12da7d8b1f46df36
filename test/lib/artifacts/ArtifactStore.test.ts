import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { temporaryFolder } from '../../support/temporaryFolder.js';

describe('ArtifactStore', () => {
	let folder: string;
	let store: ArtifactStore;

	beforeEach(() => {
		folder = join(temporaryFolder(), 'artifacts');
		store = new ArtifactStore(folder);
	});

	const files = () =>
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map(({ name }) => name);

	it('names files by the sha-256 of their bytes, and gives back every byte', async () => {
		const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
		const stored = await store.put(bytes);
		assert.deepEqual(stored, { hash: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length });
		assert.deepEqual(await store.read(stored.hash), bytes);
		assert.deepEqual(files(), [stored.hash]);
	});

	it('keeps the same bytes once, also when they come at the same moment', async () => {
		const stored = await Promise.all(Array.from({ length: 10 }, () => store.put(Buffer.from('same'))));
		assert.equal(new Set(stored.map(({ hash }) => hash)).size, 1);
		assert.equal(files().length, 1);
	});

	it('takes files in, and says which one is not there', async () => {
		const file = join(temporaryFolder(), 'a file');
		writeFileSync(file, 'words');
		assert.equal((await store.read((await store.putFile(file)).hash)).toString(), 'words');
		await assert.rejects(store.putFile(join(folder, 'nowhere')), { code: 'ENOENT' });
		assert.equal(files().length, 1);
	});

	it('leaves nothing behind of what is too large or breaks off', async () => {
		const file = join(temporaryFolder(), 'large');
		writeFileSync(file, Buffer.alloc(200_000));
		await assert.rejects(store.putFile(file, 199_999), { code: 'too-large' });
		const breaking = async (path: string) => {
			writeFileSync(path, 'the first half');
			throw new Error('the line broke');
		};
		await assert.rejects(store.receive(breaking), /the line broke/);
		assert.deepEqual(files(), []);
		await store.putFile(file, 200_000);
	});

	it('knows how much of its room is taken', async () => {
		const small = new ArtifactStore(folder, 1000);
		assert.equal(await small.usedPart(), 0);
		await small.put(Buffer.alloc(250, 1));
		assert.equal(await small.usedPart(), 0.25);
		assert.equal(await new ArtifactStore(folder, 500).usedPart(), 0.5);
		assert.equal(await store.usedPart(), 0);
	});

	it('takes no more than there is room for, over restarts too, and says what to do', async () => {
		const small = new ArtifactStore(folder, 1000);
		const { hash } = await small.put(Buffer.alloc(1200, 1));
		const full = { code: 'data-folder-full', hint: /DATA_DIR_MAX_GB/ };
		await assert.rejects(small.put(Buffer.alloc(10, 2)), full);
		const again = new ArtifactStore(folder, 1000);
		await assert.rejects(again.put(Buffer.alloc(10, 2)), full);
		await again.remove(hash);
		await again.put(Buffer.alloc(10, 2));
	});

	it('is led out of its folder by no name', () => {
		for (const name of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(64)}/..`, `${'a'.repeat(64)}\n`]) {
			assert.throws(() => store.path(name), { code: 'not-an-artifact' });
		}
	});
});
