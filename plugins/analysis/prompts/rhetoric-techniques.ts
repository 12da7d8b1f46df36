import type { Prompt } from 'autointel';
import { techniques } from '../lib/rhetoric/techniques.js';

const list = Object.entries(techniques).map(([name, { title, meaning }]) => `- ${name} (${title}): ${meaning}`);

export const rhetoricTechniques: Prompt = {
	name: 'rhetoric-techniques',
	version: 1,
	instructions: [
		'Find the passages of a transcript that persuade without proving: fallacies and pressure techniques. Report only these techniques:',
		...list,
		'',
		'Each passage: the number of the line where it begins, the technique, and its words exactly as they stand in the transcript, without the number and the speaker. Quote the shortest stretch that shows the technique, within what one speaker says without interruption.',
		'Be strict. Report a passage only if a fair-minded reader would agree after reading it in its context. An argument that is weak, a claim that is false, a strong feeling, a joke, a plain warning about a real danger and a question that is meant as one are no technique. Somebody who reports, quotes or criticises what another said does not use it.',
		'Most stretches of most transcripts have none: then answer with an empty list.'
	].join('\n')
};
