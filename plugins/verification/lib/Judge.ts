import type { StageContext } from 'autointel';
import type { Judgement } from './evidence/Judgement.js';
import { judgeByComparison } from './evidence/judgeByComparison.js';
import type { Passage } from './evidence/Passage.js';
import type { Question } from './evidence/Question.js';
import { judgeByModel } from './judgeByModel.js';
import type { VerificationOutput } from './verificationOutput.js';

/** Judges claims: by comparison where that decides, and by a language model where it does not and there is one. */
export class Judge {
	readonly #languageModel: StageContext<unknown, unknown>['languageModel'];
	#model: string | undefined;
	#failure: string | undefined;
	#isOver = false;

	public constructor(languageModel: StageContext<unknown, unknown>['languageModel']) {
		this.#languageModel = languageModel;
	}

	public async judge(question: Question, passages: readonly Passage[]): Promise<Judgement> {
		const compared = judgeByComparison(question, passages);
		if (compared.verdict !== 'insufficient-evidence' || passages.length === 0 || this.#isOver) return compared;
		const judged = await judgeByModel(question, passages, this.#languageModel);
		if ('failure' in judged) {
			this.#failure = judged.failure.reason;
			// Everything else will be the same for the next claim.
			this.#isOver = judged.failure.code !== 'refused' && judged.failure.code !== 'unusable';
			return compared;
		}
		this.#model = judged.model;
		return judged.judgement;
	}

	/** Which model took part, and why none did or did not go on. */
	public account(): Pick<VerificationOutput, 'model' | 'modelFailure'> {
		return {
			...(this.#model === undefined ? {} : { model: this.#model }),
			...(this.#failure === undefined ? {} : { modelFailure: this.#failure })
		};
	}
}
