/** Looks at the source from outside and says what is going to be done with it, by which model, and what time and money that usually takes. */
import { AutointelError, defineStage } from 'autointel';
import { estimate } from '../lib/estimate.js';
import { type PlanOutput, planOutput } from '../lib/planOutput.js';
import { planReading } from '../lib/planReading.js';
import { planSection } from '../lib/planSection.js';

declare module 'autointel' {
	interface StageOutputs {
		'mission-planning': PlanOutput;
	}
}

export const MissionPlanning = defineStage({
	version: 2,
	depth: 'standard',
	phase: 'gather',
	wants: ['model-routing'],
	output: planOutput,
	async run({ workflow, outputs, limits, fetch, history, languageModel, signal, skip }) {
		const { probeAddress, probeFile } = await import('../lib/probeSource.js');
		const { source } = workflow;
		const probing = source.type === 'file' ? probeFile(source, limits.maxMediaBytes) : probeAddress(source.url, { fetch });
		const probed = await probing.catch((error: unknown) => {
			signal.throwIfAborted();
			// A plan is no condition for the work: whether the source is good enough is for content-acquisition to say.
			if (error instanceof AutointelError) return skip(`the source could not be looked at: ${error.message}`);
			throw error;
		});
		const [earlier, available] = await Promise.all([history(), languageModel.availability()]);
		const expected = estimate(probed, earlier);
		return {
			...probed,
			stages: [...workflow.stages],
			...(available.available
				? { model: outputs['model-routing']?.model ?? available.model, reading: planReading(probed) }
				: { withoutModel: available.reason }),
			...(expected === undefined ? {} : { estimate: expected })
		};
	},
	report: planSection
});
