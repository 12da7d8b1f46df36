import { type Quote, readSentences, type Segment } from 'autointel';
import { type Finding, findTechniques } from '../../../plugins/analysis/lib/rhetoric/findTechniques.js';

/** A passage that somebody labelled by hand. */
export interface Label {
	readonly quote: string;
	/** Any of them is right. */
	readonly techniques: readonly string[];
}

export interface Measures {
	readonly found: number;
	readonly labelled: number;
	/** Labelled passages that were found. */
	readonly recalled: number;
	/** Findings on a labelled passage, under one of its names. */
	readonly right: number;
	readonly recall: number;
	/** 1 where nothing was found. */
	readonly precision: number;
	readonly unexpected: readonly string[];
	readonly missed: readonly string[];
}

/** Holds what is found in a source against what somebody labelled in it. */
export function measureRhetoric(segments: readonly Segment[], labels: readonly Label[]): Measures {
	const findings = findTechniques(readSentences(segments, 'en'));
	const isRight = ({ technique, quotes }: Finding, { quote, techniques }: Label) =>
		techniques.includes(technique) && overlaps(textOf(quotes), quote);
	const right = findings.filter((finding) => labels.some((label) => isRight(finding, label)));
	const recalled = labels.filter((label) => findings.some((finding) => isRight(finding, label)));
	return {
		found: findings.length,
		labelled: labels.length,
		recalled: recalled.length,
		right: right.length,
		recall: recalled.length / labels.length,
		precision: findings.length === 0 ? 1 : right.length / findings.length,
		unexpected: findings.filter((finding) => !right.includes(finding)).map(({ technique, quotes }) => `${technique}: ${textOf(quotes)}`),
		missed: labels.filter((label) => !recalled.includes(label)).map(({ quote }) => quote)
	};
}

export function summaryOf(name: string, { found, labelled, recalled, right, recall, precision }: Measures): string {
	const share = (value: number) => `${Math.round(value * 100)} %`;
	return `${name}: recall ${recalled} of ${labelled} (${share(recall)}), precision ${right} of ${found} (${share(precision)})`;
}

function textOf(quotes: readonly Quote[]): string {
	return quotes.map(({ quote }) => quote).join(' ');
}

function overlaps(one: string, other: string): boolean {
	return one.includes(other) || other.includes(one);
}
