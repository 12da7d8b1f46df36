/** Who and what is named together, and who stands between the others. */
import { defineStage, section } from 'autointel';
import { drawNetwork } from '../lib/drawNetwork.js';
import { findNetwork, type Name, type NetworkOutput, networkOutput } from '../lib/network.js';

declare module 'autointel' {
	interface StageOutputs {
		'network-analysis': NetworkOutput;
	}
}

const shownNames = 10;
const shownLinks = 8;
/** Where no two are named together more than once, a few show it. */
const shownOnce = 3;

export const NetworkAnalysis = defineStage({
	version: 1,
	depth: 'comprehensive',
	phase: 'conclude',
	needs: ['transcription', 'linguistic-analysis'],
	output: networkOutput,
	async run({ outputs, artifacts, skip }) {
		const { segments, language } = outputs.transcription;
		const names = outputs['linguistic-analysis'].entities.filter((entity): entity is typeof entity & Name => isName(entity.type));
		if (names.length < 2) skip(names.length === 0 ? 'no names were found' : 'only one name was found');
		const network = findNetwork(segments, language, names);
		const picture = drawNetwork(network);
		return { ...network, ...(picture === undefined ? {} : { picture: await store(picture) }) };

		async function store(svg: string) {
			const { hash, bytes } = await artifacts.put(svg);
			return { artifact: hash, bytes };
		}
	},
	report: ({ names, links, picture }) =>
		section({
			title: 'Who and what is named together',
			blocks: [
				...(picture === undefined
					? []
					: [{ type: 'picture' as const, artifact: picture.artifact, alt: 'Who and what is named together, drawn' }]),
				{
					type: 'table',
					columns: ['Name', 'Type', 'Sentences', 'Named with', 'Stands between'],
					rows: names
						.slice(0, shownNames)
						.map((entry) => [
							entry.name,
							entry.type,
							String(entry.mentions),
							String(entry.links),
							entry.betweenness === 0 ? '–' : `${Math.round(entry.betweenness * 100)} %`
						])
				},
				{
					type: 'list',
					title: 'Named together most, and where first',
					items: strongest(links).map(({ between, together, first }) => ({
						text: `${between.join(' and ')}: ${together === 1 ? 'once' : `${together} times`}`,
						evidence: [first]
					}))
				}
			],
			notes: [
				'Named together: in one sentence or in two that follow each other. That two are named together says nothing about how they stand to each other.',
				'Stands between: the share of shortest ways between two others that lead through this name.'
			],
			...(picture === undefined ? {} : { files: [{ name: 'network.svg', mediaType: 'image/svg+xml', ...picture }] })
		})
});

function strongest(links: NetworkOutput['links']): NetworkOutput['links'] {
	const often = links.filter(({ together }) => together > 1);
	return often.length === 0 ? links.slice(0, shownOnce) : often.slice(0, shownLinks);
}

function isName(type: string): boolean {
	return type === 'person' || type === 'place' || type === 'organisation';
}
