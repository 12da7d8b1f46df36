/** Key frames of a film and a sheet of them, taken by ffmpeg where it is installed; a vision model describes them where there is one. */
import { defineStage, quoteOf, usingModel } from 'autointel';
import { describePictures } from '../lib/describePictures.js';
import { type PicturesOutput, picturesOutput } from '../lib/pictures/picturesOutput.js';
import { picturesSection } from '../lib/pictures/picturesSection.js';
import { NoFfmpeg } from '../lib/pictures/runFfmpeg.js';
import { takePictures } from '../lib/pictures/takePictures.js';

declare module 'autointel' {
	interface StageOutputs {
		multimodal: PicturesOutput;
	}
}

export const Multimodal = defineStage({
	version: 1,
	depth: 'experimental',
	phase: 'analyse',
	needs: ['content-acquisition'],
	wants: ['transcription', 'model-routing'],
	timeout: 20 * 60_000,
	// ffmpeg takes a processor each.
	concurrency: 1,
	output: picturesOutput,
	async run(given) {
		const context = { ...given, languageModel: usingModel(given.languageModel, given.outputs['model-routing']?.model) };
		const { outputs, artifacts, skip } = context;
		const { form, artifact } = outputs['content-acquisition'];
		if (form !== 'media') return skip('the source has no pictures');
		const taken = await takePictures(await artifacts.path(artifact), context).catch((error: unknown) => {
			if (error instanceof NoFfmpeg) return { reason: 'ffmpeg is not installed (FFMPEG_PATH), and it takes the pictures' };
			throw error;
		});
		if ('reason' in taken) return skip(taken.reason);
		const { byPicture, model, failure } = await describePictures(taken.frames, context);
		const segments = (outputs.transcription?.segments ?? []).filter((segment) => !segment.unreliable);
		return {
			frames: taken.frames.map(({ at, hash, bytes }, index) => {
				const said = segments.find((segment) => 'start' in segment && segment.start <= at && at <= segment.end);
				return { at, artifact: hash, bytes, ...(said === undefined ? {} : { said: quoteOf(said) }), ...byPicture.get(index) };
			}),
			sheet: { artifact: taken.sheet.hash, bytes: taken.sheet.bytes },
			...(model === undefined ? {} : { model }),
			...(failure === undefined ? {} : { modelFailure: failure })
		};
	},
	report: picturesSection
});
