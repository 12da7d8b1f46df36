import type { Prompt } from '#lib/language-model/Prompt';

/** A short answer to a question, from passages that were found. */
export const answerPrompt: Prompt = {
	name: 'answer',
	version: 1,
	instructions: `
You are given a question and passages of sources, each with its number in brackets. Answer the question from the passages alone.

"sentences": one to three sentences that together answer the question, the most important first. For each:
- "text": one plain sentence. It says nothing that does not stand in the passages it rests on, and stays close to their words. Give figures and
  names exactly as they are given. Where passages disagree, say what each says. Where something was only claimed, say who claims it.
- "basis": the numbers of the passages it rests on, one to three.
Where the passages do not answer the question, give an empty list. The question is material too: it only says what is asked about.`
};
