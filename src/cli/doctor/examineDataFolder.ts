import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Settings } from '#lib/config/settingsSchema';
import { describeError } from '#lib/errors/describeError';
import { broken, type Finding } from './Finding.js';

const gigabyte = 1024 ** 3;
/** Below this a workflow may run out of room before it is over. */
const littleBytes = gigabyte;

export async function examineDataFolder({ DATA_DIR, DATA_DIR_MAX_GB }: Settings): Promise<Finding> {
	const name = 'data folder';
	const folder = nearestFolder(DATA_DIR);
	const probe = join(folder, `.autointel-doctor-${randomUUID()}`);
	try {
		await writeFile(probe, 'Left behind by autointel doctor: may go.');
		await rm(probe);
		const { bavail, bsize } = await statfs(folder);
		const free = bavail * bsize;
		const there = folder === DATA_DIR ? DATA_DIR : `${DATA_DIR} (will be made)`;
		const says = `${there}: writable, ${(free / gigabyte).toFixed(1)} GB free, workflows may fill ${DATA_DIR_MAX_GB} GB`;
		if (free >= littleBytes) return { name, state: 'ok', says };
		return { name, state: 'missing', says: `${says}. Long recordings will not fit.` };
	} catch (error) {
		return broken(name, {
			message: `${folder} cannot be written to: ${describeError(error).message}.`,
			hint: 'Let this user write there, or set DATA_DIR to another folder.'
		});
	}
}

/** The folder itself, or the one that it would be made in. */
function nearestFolder(path: string): string {
	return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}
