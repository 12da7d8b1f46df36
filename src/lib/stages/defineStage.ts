import type { z } from 'zod';
import type { Audience, Phase } from '#lib/workflow/plan';
import type { SectionContent } from '#lib/workflow/report';
import type { ForgottenSubject } from './ForgottenSubject.js';
import { Stage } from './Stage.js';
import type { StageContext } from './StageContext.js';
import type { StageInputs, StageName } from './StageOutputs.js';

/** What a stage is: see `defineStage`. */
export interface StageDefinition<Output, Needs extends StageName, Wants extends StageName> {
	/** Raise it when the output of an earlier run should no longer count. */
	readonly version: number;
	/** The first depth at which the stage is planned. */
	readonly depth: string;
	readonly phase: Phase;
	/** The kinds the stage belongs to. Default: every kind that does not list its stages itself. */
	readonly kinds?: readonly string[];
	/** Stages whose output this one cannot do without: if one of them is skipped or fails, so is this one skipped. */
	readonly needs?: readonly Needs[];
	/** Stages whose output is used when it is there. */
	readonly wants?: readonly Wants[];
	/** The workflow fails when this stage fails. Default: false. */
	readonly required?: boolean;
	/** The longest one attempt may take, in milliseconds. Default: 10 minutes. */
	readonly timeout?: number;
	/** How often the stage is tried again after an error that is no `StageFailure`. Default: 2. */
	readonly retries?: number;
	/** How many workflows of one process may be in this stage at the same time. Default: as many as there are. */
	readonly concurrency?: number;
	/** Runs in a child process: for heavy computation, which would otherwise hold up everything else. Default: false. */
	readonly isolated?: boolean;
	/** Default: 'member'. */
	readonly audience?: Audience;
	/** What `run` answers with, as stored: must survive JSON. */
	readonly output: z.ZodType<Output>;
	run(context: StageContext<StageInputs<Needs, Wants>, Output>): Promise<Output> | Output;
	/** The stage's section of the report. Must depend on `output` alone. */
	report(output: Output): SectionContent;
	/** Turns the output of an earlier version into one of this version; `undefined`: run again. */
	migrate?(previous: { readonly version: number; readonly output: unknown }): Output | undefined;
	/**
	 * Deletes what the stage keeps about somebody in a store of its own. What the ledger has, outputs and artifacts, goes by itself. It is
	 * called in the process of the bot or the command line, again and again until it succeeds: also when there is nothing left to delete. It
	 * is not called when a result has been kept for its time: how long a store of its own keeps something is the stage's affair.
	 */
	forget?(subject: ForgottenSubject): Promise<void> | void;
}

/** How the engine sees every stage: defaults filled in, types no longer known. */
export interface ResolvedStageDefinition {
	readonly version: number;
	readonly depth: string;
	readonly phase: Phase;
	readonly kinds: readonly string[] | undefined;
	readonly needs: readonly string[];
	readonly wants: readonly string[];
	readonly required: boolean;
	readonly timeout: number;
	readonly retries: number;
	readonly concurrency: number;
	readonly isolated: boolean;
	readonly audience: Audience;
	readonly output: z.ZodType;
	run(context: StageContext<unknown, unknown>): unknown;
	report(output: unknown): SectionContent;
	migrate?(previous: { readonly version: number; readonly output: unknown }): unknown;
	forget?(subject: ForgottenSubject): Promise<void> | void;
}

/**
 * Defines a stage. Export the result from a file in the `stages` folder of a plugin; the file's name is the stage's name.
 *
 * @example
 * ```ts
 * // my-plugin/stages/word-count.ts
 * import { defineStage, section, z } from 'autointel';
 *
 * const output = z.object({ words: z.number() });
 *
 * declare module 'autointel' {
 * 	interface StageOutputs {
 * 		'word-count': z.infer<typeof output>;
 * 	}
 * }
 *
 * export const WordCount = defineStage({
 * 	version: 1,
 * 	depth: 'standard',
 * 	phase: 'analyse',
 * 	needs: ['transcription'],
 * 	output,
 * 	run: ({ outputs }) => ({ words: outputs.transcription.segments.flatMap(({ text }) => text.split(/\s+/)).length }),
 * 	report: ({ words }) => section({ title: 'Length', blocks: [{ type: 'paragraph', text: `${words} words.` }] })
 * });
 * ```
 */
export function defineStage<Output, const Needs extends StageName = never, const Wants extends StageName = never>(
	definition: StageDefinition<Output, Needs, Wants>
): Stage.Constructor {
	return class extends Stage {
		public override readonly definition = resolve(definition);
	};
}

const tenMinutes = 600_000;

function resolve<Output, Needs extends StageName, Wants extends StageName>(
	definition: StageDefinition<Output, Needs, Wants>
): ResolvedStageDefinition {
	// The one place where the types of a stage are let go of: the engine hands `run` what the plan says, checked by each output's schema.
	return {
		kinds: undefined,
		needs: [],
		wants: [],
		required: false,
		timeout: tenMinutes,
		retries: 2,
		concurrency: Number.POSITIVE_INFINITY,
		isolated: false,
		audience: 'member',
		...definition
	} as unknown as ResolvedStageDefinition;
}
