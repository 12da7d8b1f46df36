import type { Plan, PlannedStage } from '#lib/workflow/plan';
import type { Block, Report, Section } from '#lib/workflow/report';

/** A planned stage of which only the name matters. */
export function planned(name: string, overrides: Partial<PlannedStage> = {}): PlannedStage {
	return {
		name,
		plugin: 'test@1.0.0',
		version: 1,
		depth: 'standard',
		phase: 'analyse',
		audience: 'member',
		needs: [],
		wants: [],
		required: false,
		...overrides
	};
}

export function planOf(...names: readonly string[]): Plan {
	return names.map((name) => planned(name));
}

export function sectionWith(blocks: readonly Block[], overrides: Partial<Section> = {}): Section {
	return { stage: 'words', title: 'Words', status: 'succeeded', audience: 'member', blocks, notes: [], ...overrides };
}

export function reportWith(sections: readonly Section[], overrides: Partial<Report> = {}): Report {
	return {
		title: 'Town hall',
		summary: 'The council decided.',
		status: 'succeeded',
		kind: 'analysis',
		depth: 'standard',
		source: '/talks/town-hall.vtt',
		sections,
		files: [],
		...overrides
	};
}
