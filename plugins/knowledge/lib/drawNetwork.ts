import { escapeUTF8 } from 'entities';
import { UndirectedGraph } from 'graphology';
import { forceAtlas2 } from './graphology.js';
import type { NetworkOutput } from './network.js';

const width = 960;
const height = 640;
const margin = 90;
/** More names than this cannot be told apart in a picture. */
const mostNames = 30;
const colours = { person: '#2f6fab', place: '#3a7d44', organisation: '#a8541c' } as const;

/** Draws the names that are linked, the central ones larger, as SVG. The same network gives the same picture. */
export function drawNetwork({ names, links }: Pick<NetworkOutput, 'names' | 'links'>): string | undefined {
	const shown = names.filter((name) => name.links > 0).slice(0, mostNames);
	const drawn = links.filter(({ between }) => between.every((end) => shown.some(({ name }) => name === end)));
	if (drawn.length === 0) return undefined;
	const places = arrange(
		shown.map(({ name }) => name),
		drawn
	);
	const strongest = Math.max(...drawn.map(({ together }) => together));
	const lines = drawn.map(({ between: [one, other], together }) => {
		const [from, to] = [places.get(one), places.get(other)];
		if (from === undefined || to === undefined) return '';
		const stroke = (1.5 + (3.5 * (together - 1)) / Math.max(1, strongest - 1)).toFixed(1);
		return `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke-width="${stroke}"><title>${escapeUTF8(`${one} – ${other}: ${together}`)}</title></line>`;
	});
	const circles = shown.map(({ name, type, mentions, betweenness }) => {
		const at = places.get(name);
		if (at === undefined) return '';
		const radius = (6 + 14 * Math.sqrt(betweenness)).toFixed(1);
		return `<g><circle cx="${at.x}" cy="${at.y}" r="${radius}" fill="${colours[type]}"><title>${escapeUTF8(`${name}: named in ${mentions} ${mentions === 1 ? 'sentence' : 'sentences'}`)}</title></circle><text x="${at.x}" y="${at.y - Number(radius) - 5}">${escapeUTF8(name)}</text></g>`;
	});
	const legend = Object.entries(colours).map(
		([type, colour], index) =>
			`<circle cx="${20 + index * 120}" cy="${height - 18}" r="6" fill="${colour}"/><text x="${32 + index * 120}" y="${height - 13}" style="text-anchor:start">${type}</text>`
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Who and what is named together">`,
		'<style>text{font:14px system-ui,sans-serif;text-anchor:middle;fill:#222;paint-order:stroke;stroke:#fff;stroke-width:3px}line{stroke:#b8bec6}</style>',
		`<rect width="${width}" height="${height}" fill="#fff"/>`,
		...lines,
		...circles,
		...legend,
		'</svg>',
		''
	].join('\n');
}

function arrange(names: readonly string[], links: NetworkOutput['links']): ReadonlyMap<string, { readonly x: number; readonly y: number }> {
	const graph = new UndirectedGraph();
	// A circle to begin with: the layout itself uses no chance, so it always comes out the same.
	for (const [index, name] of names.entries()) {
		const angle = (2 * Math.PI * index) / names.length;
		graph.addNode(name, { x: Math.cos(angle), y: Math.sin(angle) });
	}
	for (const { between, together } of links) graph.addEdge(...between, { weight: together });
	const laidOut = forceAtlas2(graph, {
		iterations: 300,
		settings: { ...forceAtlas2.inferSettings(graph), gravity: 2, adjustSizes: false }
	});
	const xs = names.map((name) => laidOut[name]?.x ?? 0);
	const ys = names.map((name) => laidOut[name]?.y ?? 0);
	const scaled = (value: number, values: readonly number[], size: number) => {
		const [low, high] = [Math.min(...values), Math.max(...values)];
		return Math.round(high === low ? size / 2 : margin + ((value - low) / (high - low)) * (size - 2 * margin));
	};
	return new Map(names.map((name, index) => [name, { x: scaled(xs[index] ?? 0, xs, width), y: scaled(ys[index] ?? 0, ys, height) }]));
}
