import type { Subject } from '#lib/workflow/subject';

/** Whom or what a stage has to forget. */
export interface ForgottenSubject extends Subject {
	/** The workflows that are forgotten with it. Their rows are gone already. */
	readonly workflows: readonly string[];
	/** When somebody asked for it, in milliseconds since 1970: what came after that stays. */
	readonly askedAt: number;
}
