import { type Piece, Store } from '@sapphire/pieces';
import { PieceLoader, refuseDuplicate } from '#lib/stages/PieceLoader';

/** Stores that are made from now on load their pieces as ours do: from any working directory, TypeScript too, and no error is overlooked. */
export function makeStoresStrict(): void {
	Store.defaultStrategy = new PieceLoader();
}

/** The same for a store that brings a strategy of its own, as Sapphire's listeners do. What that does with a piece it goes on doing. */
export function makeStrict({ strategy }: Store<Piece>): void {
	const strict = new PieceLoader();
	const { onLoad } = strategy;
	strategy.filter = (path) => strict.filter(path);
	strategy.preload = (file) => strict.preload(file);
	strategy.onError = (error, path) => strict.onError(error, path);
	strategy.onLoad = (store, piece) => {
		refuseDuplicate(store, piece);
		return onLoad.call(strategy, store, piece);
	};
}
