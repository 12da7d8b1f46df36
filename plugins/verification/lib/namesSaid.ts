import type { Quote, Sentence } from 'autointel';
import { roomOf } from './claims/room.js';
import { readNames } from './english/readNames.js';

/** A name that is said in the source. */
export interface SaidName {
	readonly name: string;
	readonly count: number;
	/** Where it is said first. */
	readonly first: Quote;
}

/** Names of things and people outside the room, the most telling first: what is said often, and what has several words. */
export function namesSaid(sentences: readonly Sentence[]): readonly SaidName[] {
	const room = roomOf(sentences);
	const said = new Map<string, SaidName>();
	for (const { text, quotes } of sentences) {
		for (const { text: name, titled } of readNames(text, room.isKnownName)) {
			if (titled || room.isSpeaker(name)) continue;
			const known = said.get(name);
			said.set(name, { name, count: (known?.count ?? 0) + 1, first: known?.first ?? quotes[0] });
		}
	}
	const weight = ({ name, count }: SaidName) => count + (name.includes(' ') ? 2 : 0);
	return [...said.values()].sort((one, other) => weight(other) - weight(one));
}
