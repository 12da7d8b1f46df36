import type { VerifiedClaim } from '../verificationOutput.js';

/** What came of a claim. */
export type Judgement = Pick<VerifiedClaim, 'verdict' | 'reason' | 'checked' | 'judgedBy' | 'sources'>;

/** There was nothing to judge. `reason`: why, in one sentence for people. */
export function undecided(reason: string): Judgement {
	return { verdict: 'insufficient-evidence', reason, checked: [], judgedBy: 'none', sources: [] };
}
