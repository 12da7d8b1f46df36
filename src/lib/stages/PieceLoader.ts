import { pathToFileURL } from 'node:url';
import { type FilterResult, LoaderStrategy, type ModuleData, type Piece, type Store, VirtualPath } from '@sapphire/pieces';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { describeError } from '#lib/errors/describeError';

/**
 * Loads pieces as ES modules, TypeScript too, from any working directory, and throws instead of printing. A file is imported under its
 * plain address, so that it is one and the same module for whoever else imports it.
 */
export class PieceLoader<Loaded extends Piece> extends LoaderStrategy<Loaded> {
	public override clientUsesESModules = true;
	public override supportedExtensions = ['.js', '.mjs', '.ts', '.mts'];

	public override filter(path: string): FilterResult {
		return /\.d\.m?ts$/.test(path) ? null : super.filter(path);
	}

	public override preload(file: ModuleData): ReturnType<LoaderStrategy<Loaded>['preload']> {
		return import(pathToFileURL(file.path).href);
	}

	/** @throws {ConfigurationError} `duplicate-piece`. Sapphire's own pieces, which have no file, may be replaced. */
	public override onLoad(store: Store<Loaded>, piece: Loaded): void {
		refuseDuplicate(store, piece);
	}

	public override onError(error: Error, path: string): never {
		if (error instanceof ConfigurationError) throw error;
		throw new ConfigurationError('piece-not-loaded', `${path} could not be loaded: ${describeError(error).message}`, { cause: error });
	}
}

/** Sapphire would silently put the second in the place of the first. */
export function refuseDuplicate<Loaded extends Piece>(store: Store<Loaded>, piece: Loaded): void {
	const existing = store.get(piece.name);
	if (!existing || existing.location.root === VirtualPath) return;
	throw new ConfigurationError(
		'duplicate-piece',
		`Two ${store.name} are named "${piece.name}": ${existing.location.full} and ${piece.location.full}`,
		{ hint: 'A piece is named after its file: rename one of the files.' }
	);
}
