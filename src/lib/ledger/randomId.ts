import { randomInt } from 'node:crypto';

/** Digits and lower-case letters without those that are taken for one another (Crockford's base 32). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A name that nobody can guess and anybody can read out: a prefix, and 60 random bits. */
export function randomId(prefix: string): string {
	return `${prefix}_${Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('')}`;
}
