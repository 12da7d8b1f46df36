import { decodeHTML } from 'entities';
import type { CueVoice } from './Cue.js';
import { type CueNode, tokenizeVTTCue, VTTCue } from './mediaCaptions.js';

/**
 * Reads the text of a cue: `<v Name>` says who speaks, every other tag is styling and goes, entities are decoded.
 *
 * @example
 * ```ts
 * cueVoices('<v Ana>We <i>did</i>.</v> <v Ben>No &amp; no.'); // Ana: 'We did.', Ben: 'No & no.'
 * ```
 */
export function cueVoices(text: string): readonly CueVoice[] {
	const voices: { speaker: string | undefined; text: string }[] = [];
	const collect = (nodes: readonly CueNode[], speaker: string | undefined) => {
		for (const node of nodes) {
			if (node.type === 'text') {
				const last = voices.at(-1);
				if (last && last.speaker === speaker) last.text += node.data;
				else voices.push({ speaker, text: node.data });
			} else if (node.type !== 'rt') {
				// Pronunciation (`rt`) repeats in other letters what stands beside it.
				collect(node.children, (node.type === 'v' && clean(node.voice ?? '')) || speaker);
			}
		}
	};
	collect(tokenizeVTTCue(new VTTCue(0, 1, withoutStyling(text))), undefined);
	return voices
		.map(({ speaker, text }) => ({ ...(speaker === undefined ? {} : { speaker }), lines: text.split('\n').map(clean).filter(Boolean) }))
		.filter(({ lines }) => lines.length > 0);
}

const tag = /<([^<>]*)>/g;
const meaningful = /^\/?(?:v|ruby|rt)(?=[.\s]|$)/;
const styling = /^(?:\/?[a-z][^<>]*|(?:\d+:)?\d+:\d+[.,]\d+)$/i;

/** Leaves the tags that carry meaning. The tokenizer lets unknown tags end a voice, and loses the words after a lone `<`. */
function withoutStyling(text: string): string {
	return text
		.replace(/&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/gi, (entity) => escapeMarkup(decodeHTML(entity)))
		.replace(/\{\\[^{}]*\}/g, '')
		.split(tag)
		.map((part, number) => {
			if (number % 2 === 0) return part.replaceAll('<', '&lt;');
			if (meaningful.test(part)) return `<${part}>`;
			return styling.test(part) ? '' : `&lt;${part}&gt;`;
		})
		.join('');
}

function escapeMarkup(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function clean(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
