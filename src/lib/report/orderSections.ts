import type { Section } from '#lib/workflow/report';

/** Puts the named sections first, in the given order; the others follow as they came. Names of no section, and repeats, count for nothing. */
export function orderSections(sections: readonly Section[], order: readonly string[] = []): readonly Section[] {
	const remaining = new Map(sections.map((section) => [section.stage, section]));
	const first: Section[] = [];
	for (const name of order) {
		const section = remaining.get(name);
		if (section === undefined) continue;
		first.push(section);
		remaining.delete(name);
	}
	return [...first, ...remaining.values()];
}
