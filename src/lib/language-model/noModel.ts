import type { ModelFailure } from './ModelReply.js';

/** The answer to every question where the operator has set no model. */
export const noModel: ModelFailure & { readonly available: false } = {
	available: false,
	answered: false,
	code: 'not-configured',
	reason: 'no language model is configured'
};
