import type { Prompt } from 'autointel';

/** What is in one part of a transcript: its chapters, and what matters in it. */
export const briefingPart: Prompt = {
	name: 'briefing-part',
	version: 1,
	instructions: `
You prepare a briefing on a recording or a text for somebody who has one minute. You are given one part of its transcript: each line has its
number in brackets, then the words; where the speaker changes, his or her name comes first.

"chapters": where a new subject begins. "line" is the number of the first line of the chapter, "title" two to seven words that say what it is
about, taken from the words of the part. A part of a few minutes has one to three chapters; the first one begins with its first line.

"points": what the reader has to know, the most important first, at most ten: decisions, facts, figures, claims, disagreements, what is going to
happen. For each:
- "text": one plain sentence that stands alone. Stay close to the words that were used. Give figures and names exactly as they are given. Say
  that somebody claims or believes something where it is only claimed; do not judge whether it is true.
- "quote": the words that carry it, copied from the part letter by letter, without the numbers in brackets. One voice, one to three lines. All
  figures and names of "text" stand in it.
- "line": the number of the line in which the quote begins.
Leave out greetings, thanks and moderation.`
};
