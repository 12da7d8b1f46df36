import { type Sentence, type StageOutputs, whyNotEnglish } from 'autointel';
import { roomOf } from './claims/room.js';
import { namesSaid, type SaidName } from './namesSaid.js';

/** `capitals`: names of an English source by how they are written. `model`: those that a language model read in the words. */
export type NamesIn = { readonly names: readonly SaidName[]; readonly foundBy: 'capitals' | 'model' } | { readonly reason: string };

/** What is named in a source, in any language that somebody here can read. `reason`: nobody can. */
export function namesIn(
	sentences: readonly Sentence[],
	language: string,
	analysis: StageOutputs['linguistic-analysis'] | undefined
): NamesIn {
	const reason = whyNotEnglish(
		language,
		sentences.map(({ text }) => text),
		'searched for names without a language model'
	);
	if (reason === undefined) return { names: namesSaid(sentences), foundBy: 'capitals' };
	if (analysis?.modelWork === undefined) return { reason };
	const room = roomOf(sentences);
	const names = analysis.entities.filter(({ type, name }) => telling.has(type) && !room.isSpeaker(name));
	return { names: names.map(({ name, count, first }) => ({ name, count, first })), foundBy: 'model' };
}

const telling: ReadonlySet<string> = new Set(['person', 'place', 'organisation']);
