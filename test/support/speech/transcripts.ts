import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { tinyModel } from './fixtures.js';

const schema = z.array(
	z.object({
		file: z.string().transform((name) => join(tinyModel, 'audio', name)),
		text: z.string(),
		segments: z.array(z.object({ start: z.number(), end: z.number(), text: z.string() }))
	})
);

/** What is really said in the small model's recordings, and when: six clips and a talk of two minutes. */
export const transcripts = schema.parse(JSON.parse(readFileSync(join(tinyModel, 'audio', 'transcripts.json'), 'utf8')));
