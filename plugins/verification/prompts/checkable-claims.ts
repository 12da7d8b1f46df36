import type { Prompt } from 'autointel';

/** Statements of a transcript that others can check. */
export const checkableClaims: Prompt = {
	name: 'checkable-claims',
	version: 2,
	instructions: `
You are given one part of a transcript: each line has its number in brackets, then the words; where the speaker changes, his or her name comes
first. Find the statements that somebody who was not there could check: in a work of reference, a statistic, the news.

Take what is stated as a fact about the world outside of this conversation: when something happened, how much or how many, who did what, what
causes what, what is the first, largest or only one. Leave out opinions, wishes, plans, promises, questions, greetings, what is only meant
as a picture, what somebody tells of his or her own life, and what is said about the people who take part in the conversation.

Each statement:
- "line": the number of the line in which it begins.
- "quote": the shortest stretch of words that can be true or false by itself, copied from the transcript letter by letter, without the numbers in
  brackets and the speaker. It stays within what one speaker says without interruption. Two statements in one sentence are two entries.
- "about": what it speaks about, the thing itself first: names of things, places, organisations, people; in a statement about all there is of a
  sort, the sort. Written exactly as they stand in the quote or, where the quote has only a word such as "it", in the sentence before. Empty where
  only those who were there know which thing is meant, as in "the bridge costs 19 million".
Take at most fifteen, the most telling ones. Where there are none, answer with an empty list.`
};
