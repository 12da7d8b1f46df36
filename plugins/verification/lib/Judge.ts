import type { ModelFailure, StageContext } from 'autointel';
import { endsAll } from './askForClaims.js';
import type { Judgement } from './evidence/Judgement.js';
import { judgeByComparison, leftOpen } from './evidence/judgeByComparison.js';
import type { Passage } from './evidence/Passage.js';
import type { Question } from './evidence/Question.js';
import { judgeByModel } from './judgeByModel.js';
import type { VerificationOutput } from './verificationOutput.js';

/** Judges claims: by comparison where that decides, and by a language model where it does not and there is one. */
export class Judge {
	readonly #languageModel: StageContext<unknown, unknown>['languageModel'];
	#model: string | undefined;
	#failure: ModelFailure | undefined;

	/** `failure`: what the model has failed with before. */
	public constructor(languageModel: StageContext<unknown, unknown>['languageModel'], failure?: ModelFailure) {
		this.#languageModel = languageModel;
		this.#failure = failure;
	}

	public async judge(question: Question, passages: readonly Passage[]): Promise<Judgement> {
		const compared = question.wording.comparesFigures ? judgeByComparison(question, passages) : leftOpen(passages);
		const isOver = this.#failure !== undefined && endsAll(this.#failure);
		if (compared.verdict !== 'insufficient-evidence' || passages.length === 0 || isOver) return compared;
		const judged = await judgeByModel(question, passages, this.#languageModel);
		if ('failure' in judged) {
			this.#failure = judged.failure;
			return compared;
		}
		this.#model = judged.model;
		return judged.judgement;
	}

	/** Which model took part, and why none did or did not go on. */
	public account(): Pick<VerificationOutput, 'model' | 'modelFailure'> {
		return {
			...(this.#model === undefined ? {} : { model: this.#model }),
			...(this.#failure === undefined ? {} : { modelFailure: this.#failure.reason })
		};
	}
}
