/**
 * What each stage stores, by the stage's name. A plugin adds its own:
 *
 * @example
 * ```ts
 * declare module 'autointel' {
 * 	interface StageOutputs {
 * 		'word-count': { readonly words: number };
 * 	}
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: plugins extend it
export interface StageOutputs {}

export type StageName = Extract<keyof StageOutputs, string>;

/** The outputs a stage is given: those it needs, and those it wants where they are there. */
export type StageInputs<Needs extends StageName, Wants extends StageName> = { readonly [Name in Needs]: StageOutputs[Name] } & {
	readonly [Name in Wants]?: StageOutputs[Name];
};
