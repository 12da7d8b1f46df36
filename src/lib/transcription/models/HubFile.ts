import { createHash, type Hash } from 'node:crypto';

/** A file of a model as the hub lists it. */
export interface HubFile {
	/** From the model's root, with slashes; checked to stay below it. */
	readonly path: string;
	readonly bytes: number;
	/** Large files have a sha-256, small ones what git calls them by. */
	readonly digest: { readonly algorithm: 'sha256' | 'git-sha1'; readonly hex: string };
}

/** What a complete file's bytes have to be put into to get its digest. */
export function digestOf({ bytes, digest }: HubFile): Hash {
	return digest.algorithm === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${bytes}\0`);
}
