/** Contradictions: inside the source, with second sources on disputed claims, and with what the same publisher said before. */
import { defineStage, isDiscordAttachment, readSentences, whyNotEnglish } from 'autointel';
import { type ExtendedOutput, extendedOutput } from '../lib/extended/extendedOutput.js';
import { extendedSection } from '../lib/extended/extendedSection.js';

declare module 'autointel' {
	interface StageOutputs {
		'extended-verification': ExtendedOutput;
	}
}

const mostStated = 60;

export const ExtendedVerification = defineStage({
	version: 1,
	depth: 'deep',
	phase: 'conclude',
	needs: ['transcription', 'verification'],
	wants: ['content-acquisition'],
	// Pages are parsed, and every statement is held against every other.
	isolated: true,
	timeout: 1_200_000,
	output: extendedOutput,
	async run(context) {
		const { outputs, workflow, skip } = context;
		const { language, segments } = outputs.transcription;
		const sentences = readSentences(segments, language);
		const texts = sentences.map(({ text }) => text);
		const reason = whyNotEnglish(language, texts, 'searched for contradictions');
		if (reason !== undefined) skip(reason);
		const [{ statementsOf }, { findContradictions }, { secondSources }, { earlierStatements }] = await Promise.all([
			import('../lib/extended/Statement.js'),
			import('../lib/extended/findContradictions.js'),
			import('../lib/extended/secondSources.js'),
			import('../lib/extended/earlierStatements.js')
		]);
		const statements = statementsOf(sentences);
		const found = findContradictions(statements);
		const contradicted = new Set(found.flatMap(({ one, other }) => [one.text, other.text]));
		const disputed = outputs.verification.claims.filter(
			({ verdict, text, about }) => verdict === 'refuted' || verdict === 'mixed' || (about.length > 0 && contradicted.has(text))
		);
		const { second, backends } = await secondSources(disputed, language, context);
		// People of a server are not held to what they said before.
		const publisher = isDiscordAttachment(workflow.source) ? undefined : outputs['content-acquisition']?.publisher;
		const telling = statements.filter(({ values, names }) => values.length > 0 && names.length > 0);
		return {
			contradictions: found.map(({ kind, over, one, other }) => ({
				kind,
				over,
				one: { text: one.text, quotes: [...one.quotes] },
				other: { text: other.text, quotes: [...other.quotes] }
			})),
			second,
			backends,
			...(publisher === undefined ? {} : { publisher }),
			stated: publisher === undefined ? [] : telling.slice(0, mostStated).map(({ text, quotes }) => ({ text, quotes: [...quotes] })),
			...earlierStatements(publisher, telling, publisher === undefined ? [] : await context.history())
		};
	},
	report: extendedSection
});
