import { type Block, type Item, type SectionContent, section } from 'autointel';
import { backendNotes } from '../backendNotes.js';
import type { SocialOutput, Thread } from './socialOutput.js';

export function socialSection({ topics, backends }: SocialOutput): SectionContent {
	const discussed = topics.filter(({ threads }) => threads.length > 0);
	const silent = topics.filter(({ threads }) => threads.length === 0).map(({ about }) => about);
	const blocks: Block[] = discussed.map(({ about, kind, threads }) => ({
		type: 'list',
		title: kind === 'address' ? 'Who links to it' : `Who speaks of ${about}`,
		items: threads.map((thread) => item(thread, backends))
	}));
	return section({
		title: 'Discussed elsewhere',
		blocks: [
			...blocks,
			...(silent.length === 0 ? [] : [{ type: 'paragraph' as const, text: `No public discussion was found of: ${silent.join(', ')}.` }])
		],
		notes: [...backendNotes(backends), 'What people say in public shows what is talked about, not what is so.']
	});
}

function item({ backend, title, url, place, published, points, replies }: Thread, backends: SocialOutput['backends']): Item {
	const where = backends.find(({ name }) => name === backend)?.title ?? backend;
	const counts = [
		...(points === undefined ? [] : [`${points.toLocaleString('en')} ${points === 1 ? 'point' : 'points'}`]),
		...(replies === undefined ? [] : [`${replies.toLocaleString('en')} ${replies === 1 ? 'answer' : 'answers'}`]),
		...(published === undefined ? [] : [published.slice(0, 10)])
	];
	return { text: `${where}${place === undefined ? '' : `, ${place}`}: ${counts.join(', ')}`, sources: [{ title, url }] };
}
