import type { BackendReport, StageContext } from 'autointel';
import { whyNothingSearched } from '../backendNotes.js';
import { type Evidence, gatherEvidence } from '../evidence/gatherEvidence.js';
import { questionOf } from '../evidence/Question.js';
import { Judge } from '../Judge.js';
import { mergeReports } from '../mergeReports.js';
import type { VerifiedClaim } from '../verificationOutput.js';
import type { Wording } from '../wording/Wording.js';
import type { ExtendedOutput } from './extendedOutput.js';

type Second = ExtendedOutput['second'][number];

const mostClaims = 8;

/** Looks disputed claims up again, by all their words, and judges them by pages that the verification has not cited. */
export async function secondSources(
	claims: readonly VerifiedClaim[],
	{ language, wording }: { readonly language: string; readonly wording: Wording },
	tools: Pick<StageContext<unknown, unknown>, 'search' | 'readPage' | 'step' | 'progress' | 'languageModel'>
): Promise<Pick<ExtendedOutput, 'model' | 'modelFailure'> & { readonly second: Second[]; readonly backends: BackendReport[] }> {
	const judge = new Judge(tools.languageModel);
	const second: Second[] = [];
	const gathered: Evidence[] = [];
	for (const [index, claim] of claims.slice(0, mostClaims).entries()) {
		tools.progress(index / Math.min(claims.length, mostClaims), claim.text);
		const { id, text, about, quotes, verdict: before, sources } = claim;
		const question = questionOf({ text, about, near: [] }, wording);
		if (question === undefined) continue;
		const evidence = await tools.step('second', { id, text }, () =>
			gatherEvidence({ ...question, keywords: `${about.join(' ')} ${text}` }, language, tools)
		);
		gathered.push(evidence);
		if (whyNothingSearched(evidence.backends) !== undefined) continue;
		const cited = new Set(sources.map(({ url }) => url));
		const further = evidence.passages.filter(({ url }) => !cited.has(url));
		const { verdict, reason, sources: found } = await judge.judge(question, further);
		second.push({ claim: id, text, quotes, before, verdict, reason, sources: found });
	}
	return { second, backends: mergeReports(gathered.flatMap(({ backends }) => backends)), ...judge.account() };
}
