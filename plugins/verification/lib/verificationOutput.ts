import { quoteSchema, z } from 'autointel';

/**
 * - `supported`: what was fetched says the same
 * - `refuted`: what was fetched says otherwise, in at least two places
 * - `mixed`: what was fetched says both
 * - `insufficient-evidence`: nothing that was fetched decides it. It says nothing about whether the claim is true
 */
export const verdicts = ['supported', 'refuted', 'mixed', 'insufficient-evidence'] as const;

export type Verdict = (typeof verdicts)[number];

/** Something that was fetched, with its words. `related` is worth reading, and decides nothing. */
export const sourceSchema = z.object({
	title: z.string(),
	url: z.string(),
	/** The name of the search back end that led there. */
	backend: z.string(),
	/** Words that stand on the page (or, of data, a statement). */
	passage: z.string(),
	stance: z.enum(['supports', 'contradicts', 'related'])
});

export type EvidenceSource = z.infer<typeof sourceSchema>;

/** A statement of the source that can be checked, and what came of it. */
const claimSchema = z.object({
	/** Unique in this output, as in `c7`. Counts in the order of the source. */
	id: z.string(),
	/** As it stands in the source. */
	text: z.string(),
	/** The same words with their place: one for recordings; one for each line where a text is wrapped. Never from an unreliable passage. */
	quotes: z.array(quoteSchema).min(1),
	speaker: z.string().exactOptional(),
	/** Names of what it speaks about, the subject first. May be empty. */
	about: z.array(z.string()),
	/** What `it` or `they` at its beginning stands for. */
	antecedent: z.string().exactOptional(),
	/** How much it is worth checking, 0 to 1. */
	worth: z.number().min(0).max(1),
	verdict: z.enum(verdicts),
	/** Why, in one sentence for people. */
	reason: z.string(),
	/** The words of the claim that the verdict is about, where it is about a part only: a comparison decides on figures and roles. */
	checked: z.array(z.string()),
	/** `comparison`: figures and statements were compared. `model`: a language model read the passages. `none`: there was nothing to judge. */
	judgedBy: z.enum(['comparison', 'model', 'none']),
	/** What the verdict rests on first, then what is related. Empty where nothing was found. */
	sources: z.array(sourceSchema)
});

export type VerifiedClaim = z.infer<typeof claimSchema>;

/** How a search back end did. */
export const backendSchema = z.object({ name: z.string(), title: z.string(), failure: z.string().exactOptional() });

/**
 * What the stage verification stores: the contract for whoever works with claims. `claims` is in the order of the source. A verdict other
 * than `insufficient-evidence` has at least one source that was fetched and says so in its passage.
 */
export const verificationOutput = z.object({
	/** BCP 47. */
	language: z.string(),
	/** How the claims were found: by patterns of English, by a language model, or by both. */
	foundBy: z.enum(['patterns', 'model', 'both']),
	claims: z.array(claimSchema),
	/** Further claims that were found and left out, as less worth checking. */
	left: z.number().int(),
	/** Claims that a model named and nobody stated: not shown. */
	dropped: z.number().int(),
	/** Claims that something was searched for. */
	searched: z.number().int(),
	/** All back ends that were asked; empty: none is configured, or nothing was searched for. */
	backends: z.array(backendSchema),
	/** The language model that worked on it. */
	model: z.string().exactOptional(),
	/** Why no language model did. */
	modelFailure: z.string().exactOptional()
});

export type VerificationOutput = z.infer<typeof verificationOutput>;
