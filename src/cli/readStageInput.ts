import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { describeError } from '#lib/errors/describeError';
import type { Json } from '#lib/workflow/json';
import type { Source } from '#lib/workflow/source';
import { onOneLine } from './forTerminal.js';
import { parseSource } from './parseSource.js';
import { UsageError } from './UsageError.js';

/** What one stage is tried with. */
export interface TrialInput {
	readonly source?: Source;
	/** Outputs of other stages, by name. */
	readonly outputs: Readonly<Record<string, Json>>;
	readonly language?: string;
}

const document = z.strictObject({
	source: z.union([z.string(), z.object({ path: z.string() }), z.object({ url: z.string() })]).optional(),
	outputs: z.record(z.string(), z.json()).default({}),
	language: z.string().optional()
});

/** Reads a `.json` file as a description of the input, and takes any other file for the source itself. @throws {UsageError} */
export async function readStageInput(word: string): Promise<TrialInput> {
	const source = await parseSource(word);
	return source.type === 'file' && /\.json$/i.test(source.path) ? readDocument(source.path) : { source, outputs: {} };
}

async function readDocument(file: string): Promise<TrialInput> {
	const { source, outputs, language } = await parse(file);
	return {
		outputs,
		...(source === undefined ? {} : { source: await parseSource(wordOf(source), dirname(file)) }),
		...(language === undefined ? {} : { language })
	};
}

async function parse(file: string): Promise<z.infer<typeof document>> {
	try {
		return document.parse(JSON.parse(await readFile(file, 'utf8')));
	} catch (error) {
		const what = error instanceof z.ZodError ? z.prettifyError(error) : describeError(error).message;
		throw new UsageError('unusable-input', onOneLine(`${file} is no input for a stage: ${what}`, 500), {
			hint: 'It may have "source", "outputs" and "language".',
			cause: error
		});
	}
}

function wordOf(source: NonNullable<z.infer<typeof document>['source']>): string {
	if (typeof source === 'string') return source;
	return 'url' in source ? source.url : source.path;
}
