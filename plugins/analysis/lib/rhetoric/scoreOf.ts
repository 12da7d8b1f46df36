import type { StageOutputs } from 'autointel';
import type { RhetoricOutput } from './rhetoricOutput.js';

/** Fewer decided claims say nothing about the whole. */
const fewestDecided = 3;
/** Passages in 1,000 words from which on there is nothing more to add. */
const full = 10;

/**
 * How much there is to be wary of, 0 to 100: the mean of two parts, each 0 to 100, which are always shown with it. `undefined` where too
 * few claims were decided: nobody is judged by missing evidence.
 */
export function scoreOf(
	{ findings, words }: Pick<RhetoricOutput, 'findings' | 'words'>,
	verification: StageOutputs['verification'] | undefined
): RhetoricOutput['score'] {
	const decided = (verification?.claims ?? []).filter(({ verdict }) => verdict !== 'insufficient-evidence');
	if (decided.length < fewestDecided || words === 0) return undefined;
	const against = decided.reduce((sum, { verdict }) => sum + (verdict === 'refuted' ? 1 : verdict === 'mixed' ? 0.5 : 0), 0);
	const refuted = Math.round((against / decided.length) * 100);
	const pressure = Math.round(Math.min(1, findings.length / (words / 1000) / full) * 100);
	return { value: Math.round((refuted + pressure) / 2), refuted, decided: decided.length, pressure };
}
