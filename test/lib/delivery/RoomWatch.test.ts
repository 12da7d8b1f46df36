import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import type { OperatorNotice } from '#lib/delivery/OperatorNotices';
import { RoomWatch } from '#lib/delivery/RoomWatch';
import { temporaryFolder } from '../../support/temporaryFolder.js';

describe('RoomWatch', () => {
	let told: (readonly [string, OperatorNotice])[];
	let folder: string;

	beforeEach(() => {
		told = [];
		folder = temporaryFolder();
	});

	const notices = {
		tellOnce: (kind: string, notice: OperatorNotice) => {
			told.push([kind, notice]);
			return Promise.resolve();
		}
	};
	const artifacts = (maxBytes?: number) => new ArtifactStore(join(folder, 'artifacts'), maxBytes);

	it('says nothing where there is room', async () => {
		await new RoomWatch({ folder, artifacts: artifacts(), notices, minFreeBytes: 0 }).check();
		assert.deepEqual(told, []);
	});

	it('tells of a disk that fills up', async () => {
		await new RoomWatch({ folder, artifacts: artifacts(), notices, minFreeBytes: Number.MAX_SAFE_INTEGER }).check();
		assert.equal(told[0]?.[0], 'disk');
		assert.match(told[0]?.[1].lines[0] ?? '', /^\d+ MB are left/);
	});

	it('tells of files that fill up their room', async () => {
		const store = artifacts(100);
		await store.put(Buffer.alloc(95));
		await new RoomWatch({ folder, artifacts: store, notices, minFreeBytes: 0 }).check();
		assert.match(told[0]?.[1].lines[0] ?? '', /^95 % of DATA_DIR_MAX_GB/);
	});

	it('looks rarely, however often it is asked', async () => {
		const watch = new RoomWatch({ folder, artifacts: artifacts(), notices, minFreeBytes: Number.MAX_SAFE_INTEGER });
		for (let times = 0; times < 5; times++) await watch.check();
		assert.equal(told.length, 1);
	});
});
