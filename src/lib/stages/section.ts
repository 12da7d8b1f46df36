import type { Block, Headline, ReportFile, SectionContent } from '#lib/workflow/report';

/**
 * A section of the report.
 *
 * @example
 * ```ts
 * section({ title: 'Language', blocks: [{ type: 'facts', items: [{ label: 'Words', value: '1,204' }] }] });
 * ```
 */
export function section(content: section.Content): SectionContent {
	return { blocks: [], ...content };
}

export namespace section {
	export interface Content {
		readonly title: string;
		readonly blocks?: readonly Block[];
		readonly notes?: readonly string[];
		readonly headline?: Headline;
		readonly files?: readonly ReportFile[];
	}
}
