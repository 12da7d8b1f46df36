import { type Piece, Store, type StoreRegistryKey } from '@sapphire/pieces';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { PieceLoader } from './PieceLoader.js';

/**
 * A store that does not forgive: a file that cannot be loaded, or a second piece of the same name, ends the start-up with an error that
 * names the file. (Sapphire's own would print the first and let the second silently replace what was there.)
 */
export abstract class LoadingStore<Loaded extends Piece<Piece.Options, Name>, Name extends StoreRegistryKey> extends Store<Loaded, Name> {
	protected constructor(piece: ConstructorParameters<typeof Store<Loaded, Name>>[0], name: Name) {
		super(piece, { name, paths: [], strategy: new PieceLoader() });
	}

	/** @throws {ConfigurationError} `duplicate-piece` */
	public override async insert(piece: Loaded): Promise<Loaded> {
		const existing = this.get(piece.name);
		if (existing) {
			throw new ConfigurationError(
				'duplicate-piece',
				`Two ${this.name} are named "${piece.name}": ${existing.location.full} and ${piece.location.full}`,
				{ hint: 'A piece is named after its file: rename one of the files.' }
			);
		}
		return super.insert(piece);
	}
}
