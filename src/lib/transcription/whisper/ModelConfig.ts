import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelError } from './ModelError.js';

const configSchema = z.object({
	model_type: z.literal('whisper', { error: 'must be "whisper"' }),
	d_model: z.number().int().positive(),
	num_mel_bins: z.number().int().positive().default(80),
	max_target_positions: z.number().int().positive().default(448)
});

const tokens = z.array(z.number().int().nonnegative());

const generationSchema = z.object({
	decoder_start_token_id: z.number().int(),
	eos_token_id: z.union([z.number().int(), z.tuple([z.number().int()], z.number().int()).transform(([first]) => first)]),
	no_timestamps_token_id: z.number().int(),
	prev_sot_token_id: z.number().int().optional(),
	lang_to_id: z.record(z.string(), z.number().int()).default({}),
	task_to_id: z.record(z.string(), z.number().int()).default({}),
	suppress_tokens: tokens.nullish().transform((value) => value ?? []),
	begin_suppress_tokens: tokens.nullish().transform((value) => value ?? []),
	max_initial_timestamp_index: z.number().int().nonnegative().default(50)
});

const preprocessorSchema = z.object({
	n_samples: z.literal(480_000, { error: 'must be 480000: windows of 30 s at 16 kHz' }).default(480_000),
	n_fft: z.literal(400, { error: 'must be 400' }).default(400),
	hop_length: z.literal(160, { error: 'must be 160' }).default(160)
});

/** What a model says about itself, as far as recognition needs it. Names are those of Hugging Face's files. */
export type ModelConfig = z.infer<typeof configSchema> & z.infer<typeof generationSchema>;

/** @throws {ModelError} naming the file and what is wrong in it */
export async function readModelConfig(folder: string): Promise<ModelConfig> {
	await readJson(folder, 'preprocessor_config.json', preprocessorSchema);
	const config = await readJson(folder, 'config.json', configSchema);
	return { ...config, ...(await readJson(folder, 'generation_config.json', generationSchema)) };
}

/** A file of the model's folder, checked. */
export async function readJson<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T> {
	const file = join(folder, name);
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (cause) {
		throw new ModelError('model-incomplete', `${file} cannot be read`, { cause, hint: 'Download the model again.' });
	}
	const parsed = schema.safeParse(parse(text));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')} `;
	throw new ModelError('model-damaged', `${file}: ${where}${issue?.message ?? 'is not what it should be'}`, {
		hint: 'It must be a Whisper model in the layout of Hugging Face; download it again.'
	});
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
