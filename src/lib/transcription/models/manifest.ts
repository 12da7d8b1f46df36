import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What a model's folder says about itself once all of it is there and was checked. */
const manifestSchema = z.partialRecord(
	z.enum(['int8', 'fp16']),
	z.array(
		z.object({
			path: z.string(),
			bytes: z.number(),
			digest: z.object({ algorithm: z.enum(['sha256', 'git-sha1']), hex: z.string() })
		})
	)
);

export type Manifest = z.infer<typeof manifestSchema>;

const manifestName = 'autointel.json';

export async function readManifest(folder: string): Promise<Manifest> {
	try {
		return manifestSchema.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')));
	} catch {
		// Not there, or cut off in the middle by a power failure: either way the model has to be looked through again.
		return {};
	}
}

/** Whole or not at all: a disk that fills up must not cost the one that is there. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
	const draft = join(folder, `${manifestName}.part`);
	await writeFile(draft, JSON.stringify(manifest, null, '\t'), { flush: true });
	await rename(draft, join(folder, manifestName));
}
