import type { Section } from '#lib/workflow/report';
import type { FinalStatus } from '#lib/workflow/status';

const openings: Readonly<Record<FinalStatus, string>> = {
	succeeded: 'The workflow is complete',
	partial: 'The workflow ended with gaps',
	failed: 'The workflow failed',
	cancelled: 'The workflow was cancelled'
};

/** The summary of a report whose stages proposed none: says what was done and what was not, and nothing about the source. */
export function summarizeRun(status: FinalStatus, reason: string | undefined, sections: readonly Section[]): string {
	const titlesOf = (wanted: Section['status']) => sections.filter((section) => section.status === wanted).map(({ title }) => title);
	const succeeded = titlesOf('succeeded');
	const sentences = [
		sentence(reason === undefined ? openings[status] : `${openings[status]}: ${reason}`),
		`${succeeded.length} of ${sections.length} ${sections.length === 1 ? 'stage' : 'stages'} succeeded${listed(succeeded)}.`,
		...named('Skipped', titlesOf('skipped')),
		...named('Failed', titlesOf('failed'))
	];
	return sentences.join(' ');
}

function named(label: string, titles: readonly string[]): readonly string[] {
	return titles.length === 0 ? [] : [`${label}${listed(titles)}.`];
}

function listed(titles: readonly string[]): string {
	return titles.length === 0 ? '' : `: ${titles.join(', ')}`;
}

function sentence(text: string): string {
	return /[.!?…]$/u.test(text) ? text : `${text}.`;
}
