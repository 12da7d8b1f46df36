/** Statements of the source that can be checked, each with what was found about it, and a verdict that rests on what was fetched. */
import { defineStage, plannedPieceLength, readSentences, usingModel, whyNotEnglish } from 'autointel';
import { type VerificationOutput, verificationOutput } from '../lib/verificationOutput.js';
import { verificationSection } from '../lib/verificationSection.js';

declare module 'autointel' {
	interface StageOutputs {
		verification: VerificationOutput;
	}
}

export const Verification = defineStage({
	version: 2,
	depth: 'standard',
	phase: 'analyse',
	needs: ['transcription'],
	wants: ['mission-planning', 'model-routing'],
	// Pages are parsed, and hours of talk searched for claims.
	isolated: true,
	// Forty claims, each with pages that may be slow.
	timeout: 1_800_000,
	output: verificationOutput,
	async run(given) {
		const context = { ...given, languageModel: usingModel(given.languageModel, given.outputs['model-routing']?.model) };
		const { language, segments } = context.outputs.transcription;
		const sentences = readSentences(segments, language);
		if (sentences.length === 0) context.skip('there is no reliable passage to read');
		const notEnglish = whyNotEnglish(
			language,
			sentences.map(({ text }) => text),
			'checked without a language model'
		);
		const most = plannedPieceLength(context.outputs['mission-planning'], segments);
		const { verify } = await import('../lib/verify.js');
		const verified = await verify({ segments, sentences, language, isEnglish: notEnglish === undefined, most }, context);
		return 'failure' in verified ? context.skip(`${notEnglish}; ${verified.failure}`) : verified;
	},
	report: verificationSection
});
