/** Loaded before every test: nothing reaches the world outside, and what tests leave behind goes after the last one. */
import { removeTemporaryFolders } from './temporaryFolder.js';
import { nowhere } from './web/nowhere.js';

Object.assign(process.env, nowhere);

export const mochaHooks = { afterAll: removeTemporaryFolders };
