import { Piece } from '@sapphire/pieces';

/** What a kind of workflow is: see `defineKind`. */
export interface KindDefinition {
	/** For people, as in `Analysis`. */
	readonly title: string;
	/** One sentence for people. */
	readonly description: string;
	/** From the shallowest to the deepest: each holds all stages of those before it. */
	readonly depths: readonly string[];
	/** The depth of a request that names none. Default: the first. */
	readonly defaultDepth?: string;
	/** The kind of a request that names none. At most one kind says so. */
	readonly isDefault?: boolean;
	/**
	 * The stages of this kind, each with the first depth at which it is planned. Default: every stage that names no kinds, at the depth
	 * it names itself. A stage that names this kind is always part of it.
	 */
	readonly stages?: Readonly<Record<string, string>>;
}

/** A named definition of a workflow: a Sapphire piece, loaded from the `kinds` folder of a plugin. Its name is the file's name. */
export abstract class Kind extends Piece<Piece.Options, 'kinds'> {
	public abstract readonly definition: KindDefinition;
}

export namespace Kind {
	export type Constructor = new (context: Piece.LoaderContext<'kinds'>, options?: Piece.Options) => Kind;
}

/**
 * Defines a kind of workflow. Export the result from a file in the `kinds` folder of a plugin; the file's name is the kind's name.
 *
 * @example
 * ```ts
 * // my-plugin/kinds/minutes.ts
 * import { defineKind } from 'autointel';
 *
 * export const Minutes = defineKind({
 * 	title: 'Minutes',
 * 	description: 'Who said what in a meeting.',
 * 	depths: ['short', 'full'],
 * 	stages: { 'content-acquisition': 'short', transcription: 'short', 'action-items': 'full' }
 * });
 * ```
 */
export function defineKind(definition: KindDefinition): Kind.Constructor {
	return class extends Kind {
		public override readonly definition = definition;
	};
}
