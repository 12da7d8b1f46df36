import type { Prompt } from 'autointel';

/** The report in a few sentences, and where its sections contradict each other. */
export const synthesis: Prompt = {
	name: 'synthesis',
	version: 1,
	instructions: `
You are given the statements of a report on a recording or a text. Each has its number in brackets, the section it is from, and the words of the
source it rests on.

"summary": three to six sentences that together say what somebody should know who reads nothing else, in the order in which they are best
understood. For each:
- "text": one plain sentence. It says nothing that does not stand in the statements it rests on, and stays close to their words. Give figures and
  names exactly as they are given. Where something was only claimed, say who claims it; where a section says that a claim is refuted or lacks
  evidence, say that.
- "basis": the numbers of the statements it rests on, one to three.

"contradictions": pairs of statements that cannot both be true, or of which one takes back what the other says. Different opinions of different
people are none. For each:
- "text": one plain sentence that says what the contradiction is, in the words of the statements.
- "between": the numbers of the two statements.
Usually there are none: then give an empty list.`
};
