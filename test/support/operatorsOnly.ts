import type { Audiences } from '#lib/knowledge/Audiences';

/** Where there is no Discord, there are only operators. */
export const operatorsOnly: Audiences = {
	readersOf: () => Promise.resolve({ type: 'operator' }),
	scopeOf: () => Promise.resolve({ type: 'operator' })
};
