/** Loaded before every test: what tests leave behind goes after the last one. */
import { removeTemporaryFolders } from './temporaryFolder.js';

export const mochaHooks = { afterAll: removeTemporaryFolders };
