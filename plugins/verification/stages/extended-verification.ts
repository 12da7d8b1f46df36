/** Contradictions: inside the source, with second sources on disputed claims, and with what the same publisher said before. */
import { defineStage, isDiscordAttachment, readSentences, usingModel, whyNotEnglish } from 'autointel';
import { type ExtendedOutput, extendedOutput } from '../lib/extended/extendedOutput.js';
import { extendedSection } from '../lib/extended/extendedSection.js';

declare module 'autointel' {
	interface StageOutputs {
		'extended-verification': ExtendedOutput;
	}
}

const mostStated = 60;

export const ExtendedVerification = defineStage({
	version: 2,
	depth: 'deep',
	phase: 'conclude',
	needs: ['transcription', 'verification'],
	wants: ['content-acquisition', 'model-routing'],
	// Pages are parsed, and every statement is held against every other.
	isolated: true,
	timeout: 1_200_000,
	output: extendedOutput,
	async run(given) {
		const context = { ...given, languageModel: usingModel(given.languageModel, given.outputs['model-routing']?.model) };
		const { outputs, workflow, skip } = context;
		const { language, segments } = outputs.transcription;
		const sentences = readSentences(segments, language);
		const texts = sentences.map(({ text }) => text);
		const notCompared = whyNotEnglish(language, texts, 'searched for contradictions');
		const isDisputed = ({ verdict }: (typeof outputs.verification.claims)[number]) => verdict === 'refuted' || verdict === 'mixed';
		if (notCompared !== undefined && !outputs.verification.claims.some(isDisputed)) {
			skip(`${notCompared}; and no claim was refuted or is disputed, for which others could be asked`);
		}
		const [{ statementsOf }, { findContradictions }, { secondSources }, { earlierStatements }, { englishWording }, { plainWording }] =
			await Promise.all([
				import('../lib/extended/Statement.js'),
				import('../lib/extended/findContradictions.js'),
				import('../lib/extended/secondSources.js'),
				import('../lib/extended/earlierStatements.js'),
				import('../lib/wording/englishWording.js'),
				import('../lib/wording/plainWording.js')
			]);
		const statements = notCompared === undefined ? statementsOf(sentences) : [];
		const found = findContradictions(statements);
		const contradicted = new Set(found.flatMap(({ one, other }) => [one.text, other.text]));
		const disputed = outputs.verification.claims.filter(
			(claim) => isDisputed(claim) || (claim.about.length > 0 && contradicted.has(claim.text))
		);
		const wording = notCompared === undefined ? englishWording : plainWording(language);
		const asked = await secondSources(disputed, { language, wording }, context);
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
			...asked,
			...(notCompared === undefined ? {} : { notCompared }),
			...(publisher === undefined ? {} : { publisher }),
			stated: publisher === undefined ? [] : telling.slice(0, mostStated).map(({ text, quotes }) => ({ text, quotes: [...quotes] })),
			...earlierStatements(publisher, telling, publisher === undefined ? [] : await context.history())
		};
	},
	report: extendedSection
});
