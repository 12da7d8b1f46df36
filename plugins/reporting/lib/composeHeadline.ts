/** What somebody reads who opens nothing: the few sentences at the head of the report and in the message that delivers it. */
import type { Headline } from 'autointel';
import { attribute, inWords, type Told } from './attribute.js';

export interface HeadlineParts {
	/** What the report says in short. */
	readonly summary: readonly Told[];
	/** The best first. */
	readonly takeaways: readonly Told[];
	/** Whose words those of a model are. */
	readonly model: string | undefined;
	/** The most takeaways. Default: 8. */
	readonly most?: number | undefined;
}

/** Characters: so much of a summary a message shows without cutting it. */
const longestSummary = 420;
const usualTakeaways = 8;

/** Never cuts a sentence: the summary is as many of its best sentences as fit, and the takeaways are what it does not say. */
export function composeHeadline({
	summary,
	takeaways,
	model,
	most = usualTakeaways
}: HeadlineParts): Pick<Headline, 'summary' | 'takeaways'> {
	const lead = leadOf(summary, takeaways, model);
	const told = new Set(lead.map(({ text }) => text));
	return {
		...(lead.length === 0 ? {} : { summary: attribute(lead, model) }),
		takeaways: takeaways
			.filter(({ text }) => !told.has(text))
			.slice(0, most)
			.map((takeaway) => ({ text: inWords(takeaway, model), evidence: takeaway.quotes }))
	};
}

/** The sentences that rank highest among the takeaways, or come first, in the order of the summary. At least one. */
function leadOf(summary: readonly Told[], takeaways: readonly Told[], model: string | undefined): readonly Told[] {
	const ranks = takeaways.map(({ text }) => text);
	const rank = ({ text }: Told) => (ranks.includes(text) ? ranks.indexOf(text) : ranks.length);
	const inOrder = (chosen: readonly Told[]) => summary.filter((statement) => chosen.includes(statement));
	let lead: readonly Told[] = [];
	for (const statement of [...summary].sort((a, b) => rank(a) - rank(b))) {
		const longer = inOrder([...lead, statement]);
		if (lead.length === 0 || attribute(longer, model).length <= longestSummary) lead = longer;
	}
	return lead;
}
