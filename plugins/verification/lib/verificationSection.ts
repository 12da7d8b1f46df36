import { type Block, type Item, type SectionContent, section } from 'autointel';
import { backendNotes } from './backendNotes.js';
import { cited } from './cited.js';
import type { Verdict, VerificationOutput, VerifiedClaim } from './verificationOutput.js';

const titles: Readonly<Record<Exclude<Verdict, 'insufficient-evidence'>, string>> = {
	refuted: 'Refuted by what was fetched',
	mixed: 'Sources disagree',
	supported: 'Supported by what was fetched'
};

/** The section of the report: what was decided first, then what was looked up in vain, then what cannot be looked up. */
export function verificationSection(output: VerificationOutput): SectionContent {
	const { claims } = output;
	const open = claims.filter(({ verdict }) => verdict === 'insufficient-evidence');
	const blocks: Block[] = [
		{ type: 'paragraph', text: summary(claims) },
		...(['refuted', 'mixed', 'supported'] as const).map((verdict) =>
			list(
				titles[verdict],
				claims.filter((claim) => claim.verdict === verdict)
			)
		),
		list(
			'Not enough evidence, with what was found',
			open.filter(({ sources }) => sources.length > 0)
		),
		byReason(
			'Worth checking, and not decided here',
			open.filter(({ sources }) => sources.length === 0)
		)
	];
	return section({
		title: 'Claims and evidence',
		blocks: blocks.filter((block) => block.type !== 'list' || block.items.length > 0),
		notes: notesOn(output)
	});
}

function summary(claims: readonly VerifiedClaim[]): string {
	if (claims.length === 0) return 'No statement was found that is worth checking.';
	const of = (verdict: Verdict) => claims.filter((claim) => claim.verdict === verdict).length;
	const counts = [
		[of('refuted'), 'refuted'],
		[of('mixed'), 'disputed'],
		[of('supported'), 'supported'],
		[of('insufficient-evidence'), 'without enough evidence']
	] as const;
	const parts = counts.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`]));
	return `${claims.length === 1 ? 'One statement is' : `${claims.length} statements are`} worth checking: ${parts.join(', ')}.`;
}

function list(title: string, claims: readonly VerifiedClaim[]): Block {
	return { type: 'list', title, items: claims.map(item) };
}

function item({ reason, about, antecedent, sources, quotes }: VerifiedClaim): Item {
	const subject = antecedent === undefined ? '' : ` (About: ${about[0] ?? antecedent}.)`;
	return { text: `${reason}${subject}`, evidence: quotes, sources: sources.map(cited) };
}

/** Those that share a reason in one item: the reason is no news the second time. */
function byReason(title: string, claims: readonly VerifiedClaim[]): Block {
	const reasons = [...new Set(claims.map(({ reason }) => reason))];
	const items = reasons.map((reason) => ({
		text: reason,
		evidence: claims.filter((claim) => claim.reason === reason).flatMap(({ quotes }) => quotes)
	}));
	return { type: 'list', title, items };
}

function notesOn({ foundBy, claims, left, dropped, backends, model, modelFailure }: VerificationOutput): string[] {
	const compared = claims.some(({ judgedBy }) => judgedBy === 'comparison');
	return [
		foundBy === 'model'
			? `The claims were found by ${model ?? 'a language model'}; each stands word for word in the source.`
			: 'The claims were found by patterns: figures, names, dates, strong words. Some are missed.',
		...(dropped > 0 ? [`${dropped} of its quotes did not stand in the source, and were dropped.`] : []),
		...(left > 0 ? [`${left} further claims look less worth checking, and were left out.`] : []),
		...(compared
			? ['Without a language model only figures and single statements are compared with what was fetched: meaning escapes that.']
			: []),
		...(modelFailure === undefined ? [] : [`No language model took part: ${modelFailure}.`]),
		...backendNotes(backends),
		'“Not enough evidence” says nothing about whether a statement is true, nor about whoever made it.'
	];
}
