import { type Block, type Item, type SectionContent, section } from 'autointel';
import { backendNotes } from '../backendNotes.js';
import type { Background, ResearchOutput } from './researchOutput.js';

export function researchSection({ backgrounds, foundBy, asked, backends }: ResearchOutput): SectionContent {
	const missing = asked.filter((name) => backgrounds.every((background) => background.name !== name));
	const list = (title: string, found: readonly Background[]): Block[] =>
		found.length === 0 ? [] : [{ type: 'list', title, items: found.map(item) }];
	const sure = backgrounds.filter((background) => background.sure);
	return section({
		title: 'Background',
		blocks: [
			...list('What works of reference say', sure),
			...list(
				'May be meant, or something else of that name',
				backgrounds.filter((background) => !background.sure)
			),
			...(missing.length === 0
				? []
				: [{ type: 'paragraph' as const, text: `No article that is surely meant was found on: ${missing.join(', ')}.` }])
		],
		notes: [
			`Names were found by ${foundBy === 'capitals' ? 'their capitals' : 'a language model'}. An article counts as meant where it also speaks of something else that the source names; about people nothing is guessed.`,
			...backendNotes(backends)
		]
	});
}

function item({ name, mentions, first, title, url, text, facts, factsUrl }: Background): Item {
	return {
		text: `${name}: ${mentions} ${mentions === 1 ? 'mention' : 'mentions'}`,
		evidence: [first],
		sources: [
			{ title, url, passage: text },
			...(factsUrl === undefined ? [] : [{ title: `${title}, data`, url: factsUrl, passage: facts.join('; ') }])
		]
	};
}
