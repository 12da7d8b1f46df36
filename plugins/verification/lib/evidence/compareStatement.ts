import { allStems, mentions, nameStems } from '../english/words.js';
import type { Passage } from './Passage.js';

/** `Sydney, the capital of Australia`: of what (`owner`) it is said to be what (`role`). */
export interface RoleClaim {
	readonly holder: string;
	readonly role: string;
	readonly owner: string;
}

const name = String.raw`(?:the )?\p{Lu}[\p{L}\p{M}’'-]*(?: (?:of |the )?\p{Lu}[\p{L}\p{M}’'-]*)*`;
const pattern = new RegExp(
	String.raw`^(?<holder>${name})(?:,| is| was| became) the (?<role>(?:\p{L}+ ){0,2}\p{L}+) of (?<owner>${name})[.!]?$`,
	'u'
);

export function readRole(text: string): RoleClaim | undefined {
	const { holder, role, owner } = pattern.exec(text)?.groups ?? {};
	return holder === undefined || role === undefined || owner === undefined ? undefined : { holder, role: role.toLowerCase(), owner };
}

/** Roles that one thing has at a time: another holder excludes this one. */
const exclusive = /^(?:capital|capital city|official currency|currency)$/;

/**
 * Holds a role against a statement of a work of reference, as in `Australia` with the line `capital: Canberra`. `undefined`: it says
 * nothing about it.
 */
export function compareStatement({ holder, role, owner }: RoleClaim, { title, text }: Passage): boolean | undefined {
	if (!sameName(title, owner)) return undefined;
	const held = text.split('\n').find((line) => sameName(line.split(':')[0] ?? '', role.replace(/ city$/, '')));
	if (held === undefined) return undefined;
	if (mentions(allStems(held), holder)) return true;
	return exclusive.test(role) ? false : undefined;
}

/** Whether a sentence says who else holds the role, as in `Its capital is Canberra`. */
export function saysOtherHolder({ role, owner }: RoleClaim, answer: string, { title, text }: Passage): boolean {
	if (!mentions(allStems(`${title} ${text}`), owner)) return false;
	const [holding, held] = [role, answer].map((words) => words.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
	return new RegExp(`\\b${holding}\\b[^.,;]{0,20}\\b${held}\\b|\\b${held}\\b[^.,;]{0,30}\\b${holding}\\b`, 'iu').test(text);
}

function sameName(one: string, other: string): boolean {
	return nameStems(one).join(' ') === nameStems(other).join(' ');
}
