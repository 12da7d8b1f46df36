import { Piece } from '@sapphire/pieces';
import type { ResolvedStageDefinition } from './defineStage.js';

/**
 * A named piece of work: a Sapphire piece, loaded from the `stages` folder of a plugin. Its name is the file's name. Write one with
 * `defineStage`, not by extending this class.
 */
export abstract class Stage extends Piece<Stage.Options, 'stages'> {
	public abstract readonly definition: ResolvedStageDefinition;
}

export namespace Stage {
	export type Options = Piece.Options;
	export type Constructor = new (context: Piece.LoaderContext<'stages'>, options?: Options) => Stage;
}
