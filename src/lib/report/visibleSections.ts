import type { Audience } from '#lib/workflow/plan';
import type { Report, Section } from '#lib/workflow/report';

/** The sections that a reader of this audience gets to see: operators see all, members see those meant for members. */
export function visibleSections(report: Pick<Report, 'sections'>, audience: Audience): readonly Section[] {
	return audience === 'operator' ? report.sections : report.sections.filter((section) => section.audience === 'member');
}
