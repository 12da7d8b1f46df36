import type { StageLanguageModel } from './StageLanguageModel.js';

/**
 * The same language model, asking `model` wherever a question names none. For stages that follow a choice made before them.
 *
 * @example
 * ```ts
 * const languageModel = usingModel(context.languageModel, outputs['model-routing']?.model);
 * ```
 */
export function usingModel(languageModel: StageLanguageModel, model: string | undefined): StageLanguageModel {
	if (model === undefined) return languageModel;
	return {
		availability: () => languageModel.availability(),
		generate: (request) => languageModel.generate({ model, ...request })
	};
}
