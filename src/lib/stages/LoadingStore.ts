import { type Piece, Store, type StoreRegistryKey } from '@sapphire/pieces';
import { PieceLoader } from './PieceLoader.js';

/**
 * A store that does not forgive: a file that cannot be loaded, or a second piece of the same name, ends the start-up with an error that
 * names the file. (Sapphire's own would print the first and let the second silently replace what was there.)
 */
export abstract class LoadingStore<Loaded extends Piece<Piece.Options, Name>, Name extends StoreRegistryKey> extends Store<Loaded, Name> {
	protected constructor(piece: ConstructorParameters<typeof Store<Loaded, Name>>[0], name: Name) {
		super(piece, { name, paths: [], strategy: new PieceLoader() });
	}
}
