import { createRequire } from 'node:module';

/** autointel's own version, from its package.json. */
export const version: string = readVersion();

function readVersion(): string {
	const manifest: unknown = createRequire(import.meta.url)('autointel/package.json');
	return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '0.0.0';
}
