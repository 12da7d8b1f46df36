import { fileURLToPath } from 'node:url';

/** The folder of this repository, for what runs from `dist` as well. */
export const repository = fileURLToPath(new URL('.', import.meta.resolve('autointel/package.json')));
