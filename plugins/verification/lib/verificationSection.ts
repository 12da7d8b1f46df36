import { type Block, type Headline, type Item, type Position, type Quote, type SectionContent, section } from 'autointel';
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
		notes: notesOn(output),
		headline: { verdicts: verdictsOf(claims) }
	});
}

const verdictWords = [
	['refuted', 'refuted'],
	['mixed', 'sources disagree'],
	['supported', 'supported']
] as const;

/** What was decided, for the head of the report: what was refuted first. */
function verdictsOf(claims: readonly VerifiedClaim[]): NonNullable<Headline['verdicts']> {
	return verdictWords.flatMap(([verdict, words]) =>
		claims
			.filter((claim) => claim.verdict === verdict)
			.flatMap(({ text, reason, quotes }) => {
				const [at] = quotes;
				const doubt = quotes.some((quote) => 'uncertain' in quote) ? ' (heard unclearly)' : '';
				const claim = `“${text}”${doubt}${verdict === 'supported' ? '' : ` ${reason}`}`;
				return at === undefined ? [] : [{ claim, verdict: words, at: placeOf(at) }];
			})
	);
}

function placeOf(quote: Quote): Position {
	return 'line' in quote ? { line: quote.line } : { start: quote.start, end: quote.end };
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

const found: Readonly<Record<VerificationOutput['foundBy'], string>> = {
	patterns: 'The claims were found by patterns: figures, names, dates, strong words. Some are missed.',
	model: 'The claims were found by a language model, and are shown in the words of the source. Some are missed.',
	both: 'The claims were found by patterns (figures, names, dates, strong words) and by a language model, and are shown in the words of the source. Some are missed.'
};

function notesOn({ claims, foundBy, dropped, left, backends, model, modelFailure }: VerificationOutput): string[] {
	const [compared, read] = (['comparison', 'model'] as const).map((by) => claims.some(({ judgedBy }) => judgedBy === by));
	return [
		found[foundBy],
		...(dropped > 0
			? [`${dropped} ${dropped === 1 ? 'claim was' : 'claims were'} dropped: nobody said the words that the model quoted.`]
			: []),
		...(left > 0 ? [`${left} further claims look less worth checking, and were left out.`] : []),
		...(compared
			? ['Figures and single statements were compared with what was fetched, which decides few claims: meaning escapes a comparison.']
			: []),
		...(model === undefined || !read
			? []
			: [`${model} read the passages that figures do not decide; a verdict cites those that it rests on.`]),
		...(modelFailure === undefined
			? []
			: [`${model === undefined ? 'No language model took part' : 'The language model did not read everything'}: ${modelFailure}.`]),
		...backendNotes(backends),
		'“Not enough evidence” says nothing about whether a statement is true, nor about whoever made it.'
	];
}
