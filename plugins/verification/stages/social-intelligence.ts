/** Who else talks about it, in public and where no key is needed: Hacker News, Reddit, Bluesky, Mastodon, and what plugins add. */
import { defineStage, isDiscordAttachment, readSentences } from 'autointel';
import { whyNothingSearched } from '../lib/backendNotes.js';
import { namesIn } from '../lib/namesIn.js';
import { findThreads, type Topic } from '../lib/social/findThreads.js';
import { publicAddress } from '../lib/social/publicAddress.js';
import { type SocialOutput, socialOutput } from '../lib/social/socialOutput.js';
import { socialSection } from '../lib/social/socialSection.js';

declare module 'autointel' {
	interface StageOutputs {
		'social-intelligence': SocialOutput;
	}
}

const mostNames = 3;

export const SocialIntelligence = defineStage({
	version: 2,
	depth: 'deep',
	phase: 'analyse',
	needs: ['transcription'],
	wants: ['content-acquisition', 'linguistic-analysis'],
	output: socialOutput,
	async run(context) {
		const { outputs, workflow, skip } = context;
		if (isDiscordAttachment(workflow.source)) skip('members uploaded it: what is not public is not looked for in public');
		const address = publicAddress(workflow.source, outputs['content-acquisition']?.url);
		const { language, segments } = outputs.transcription;
		const sentences = readSentences(segments, language);
		const said = namesIn(sentences, language, outputs['linguistic-analysis']);
		const names = 'reason' in said ? [] : said.names;
		const topics: Topic[] = [
			...(address === undefined ? [] : [{ about: address, kind: 'address' as const }]),
			// One word alone is the name of too many things.
			...names
				.filter(({ name }) => name.includes(' '))
				.slice(0, mostNames)
				.map(({ name }) => ({ about: name, kind: 'name' as const }))
		];
		if (topics.length === 0) skip('it has no public address, and no name in it is telling enough to be looked for');
		const found = await findThreads(topics, context);
		const failure = whyNothingSearched(found.backends);
		return failure === undefined ? found : skip(`nothing could be searched: ${failure}`);
	},
	report: socialSection
});
