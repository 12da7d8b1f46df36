import type { Prompt } from 'autointel';

/** What stays of the points and chapters of many parts. */
export const briefingChoice: Prompt = {
	name: 'briefing-choice',
	version: 1,
	instructions: `
A long recording or text was read in parts. You are given the points that were found in them, and the chapters, each with its number in
brackets, in the order of the source. Choose what a briefing for somebody who has one minute should have.

"points": the numbers of at most twelve points, the most important one first. Of points that say the same take one. Take them from the whole of
the source, not only from its beginning.

"chapters": the numbers of at most twelve chapters, in their order. Leave out those that go on with the subject of the one before.`
};
