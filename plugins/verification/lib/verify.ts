import type { BackendReport, Segment, Sentence, StageContext } from 'autointel';
import { askForClaims } from './askForClaims.js';
import { whyNothingSearched } from './backendNotes.js';
import { chooseClaims } from './claims/chooseClaims.js';
import type { FoundClaim } from './claims/FoundClaim.js';
import { findClaims } from './claims/findClaims.js';
import { roomOf } from './claims/room.js';
import { type Evidence, gatherEvidence } from './evidence/gatherEvidence.js';
import { type Judgement, undecided } from './evidence/Judgement.js';
import { questionOf } from './evidence/Question.js';
import { Judge } from './Judge.js';
import { mergeReports } from './mergeReports.js';
import type { VerificationOutput } from './verificationOutput.js';
import { englishWording } from './wording/englishWording.js';
import { plainWording } from './wording/plainWording.js';
import type { Wording } from './wording/Wording.js';

type Tools = Pick<StageContext<unknown, unknown>, 'search' | 'readPage' | 'step' | 'progress' | 'languageModel'>;

export interface Verifiable {
	readonly segments: readonly Segment[];
	/** Of the segments. */
	readonly sentences: readonly Sentence[];
	readonly language: string;
	/** Whether its wording can be read by patterns. Else a language model has to find the claims. */
	readonly isEnglish: boolean;
	/** The characters that a model is given at once. */
	readonly most: number;
}

/**
 * Finds claims, gathers evidence for each (one step a claim: a restart searches for none of them again), and judges it. `failure`: there is
 * nothing that could find claims in this language.
 */
export async function verify(
	{ segments, sentences, language, isEnglish, most }: Verifiable,
	tools: Tools
): Promise<VerificationOutput | { readonly failure: string }> {
	const room = roomOf(sentences);
	const asked = await askForClaims(segments, sentences, { ...room, namesStandOut: isEnglish, most }, tools);
	if (!isEnglish && asked.model === undefined) return { failure: asked.failure?.reason ?? 'no model was asked' };
	const { claims, left } = chooseClaims(isEnglish ? findClaims(sentences, room) : [], asked.claims, sentences);
	const wording = isEnglish ? englishWording : plainWording(language);
	const backends: BackendReport[] = [];
	const judge = new Judge(tools.languageModel, asked.failure);
	let searched = 0;
	const verified: VerificationOutput['claims'] = [];
	for (const [index, claim] of claims.entries()) {
		tools.progress(index / claims.length, `claim ${index + 1} of ${claims.length}`);
		const { judgement, evidence } = await check(claim, { language, wording }, tools, judge);
		if (evidence !== undefined) searched++;
		backends.push(...(evidence?.backends ?? []));
		verified.push(verifiedClaim(`c${index + 1}`, claim, judgement));
	}
	return {
		language,
		foundBy: !isEnglish ? 'model' : asked.model === undefined ? 'patterns' : 'both',
		claims: verified,
		left,
		dropped: asked.dropped,
		searched,
		backends: mergeReports(backends),
		...(asked.model === undefined ? {} : { model: asked.model }),
		...judge.account()
	};
}

async function check(
	claim: FoundClaim,
	{ language, wording }: { readonly language: string; readonly wording: Wording },
	tools: Tools,
	judge: Judge
): Promise<{ readonly judgement: Judgement; readonly evidence?: Evidence }> {
	const question = questionOf(claim, wording);
	if (question === undefined) return { judgement: undecided('It names nothing that could be looked up elsewhere.') };
	const { text, about } = claim;
	const evidence = await tools.step('evidence', { text, about: [...about] }, () => gatherEvidence(question, language, tools));
	const failure = whyNothingSearched(evidence.backends);
	if (failure !== undefined) return { judgement: undecided(`No evidence could be searched for: ${failure}.`), evidence };
	return { judgement: await judge.judge(question, evidence.passages), evidence };
}

function verifiedClaim(id: string, claim: FoundClaim, judgement: Judgement): VerificationOutput['claims'][number] {
	const { text, quotes, about, worth, speaker, antecedent } = claim;
	return {
		id,
		text,
		quotes: [...quotes],
		about: [...about],
		worth,
		...(speaker === undefined ? {} : { speaker }),
		...(antecedent === undefined ? {} : { antecedent }),
		...judgement
	};
}
