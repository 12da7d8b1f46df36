import type { BackendReport, Sentence, StageContext } from 'autointel';
import { whyNothingSearched } from './backendNotes.js';
import type { FoundClaim } from './claims/FoundClaim.js';
import { findClaims } from './claims/findClaims.js';
import { type Evidence, gatherEvidence } from './evidence/gatherEvidence.js';
import { type Judgement, undecided } from './evidence/Judgement.js';
import { questionOf } from './evidence/Question.js';
import { Judge } from './Judge.js';
import { mergeReports } from './mergeReports.js';
import type { VerificationOutput } from './verificationOutput.js';

type Tools = Pick<StageContext<unknown, unknown>, 'search' | 'readPage' | 'step' | 'progress' | 'languageModel'>;

/** Finds claims, gathers evidence for each (one step a claim: a restart searches for none of them again), and judges it. */
export async function verify(sentences: readonly Sentence[], language: string, tools: Tools): Promise<VerificationOutput> {
	const { claims, left } = findClaims(sentences);
	const backends: BackendReport[] = [];
	const judge = new Judge(tools.languageModel);
	let searched = 0;
	const verified: VerificationOutput['claims'] = [];
	for (const [index, claim] of claims.entries()) {
		tools.progress(index / claims.length, `claim ${index + 1} of ${claims.length}`);
		const { judgement, evidence } = await check(claim, language, tools, judge);
		if (evidence !== undefined) searched++;
		backends.push(...(evidence?.backends ?? []));
		verified.push(verifiedClaim(`c${index + 1}`, claim, judgement));
	}
	return {
		language,
		foundBy: 'patterns',
		claims: verified,
		left,
		dropped: 0,
		searched,
		backends: mergeReports(backends),
		...judge.account()
	};
}

async function check(
	claim: FoundClaim,
	language: string,
	tools: Tools,
	judge: Judge
): Promise<{ readonly judgement: Judgement; readonly evidence?: Evidence }> {
	const question = questionOf(claim);
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
