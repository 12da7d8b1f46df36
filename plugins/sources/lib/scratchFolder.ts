import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longer than any stage works on a source. Milliseconds. */
const leftBehindAfterMs = 86_400_000;

/**
 * A folder for the files of one attempt, for `purpose`: a word. Whoever asks removes it; a process that was killed could not, so what such
 * ones have left behind goes first.
 */
export async function scratchFolder(purpose: string): Promise<string> {
	const prefix = `autointel-${purpose}-`;
	const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
	await Promise.all(names.map((name) => removeLeftover(join(tmpdir(), name))));
	return mkdtemp(join(tmpdir(), prefix));
}

async function removeLeftover(path: string): Promise<void> {
	try {
		if (Date.now() - (await stat(path)).mtimeMs > leftBehindAfterMs) await rm(path, { recursive: true, force: true });
	} catch {
		// It is gone already, or somebody else's who uses this machine too.
	}
}
