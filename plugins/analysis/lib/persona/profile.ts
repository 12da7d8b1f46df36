import type { Measure } from './measuresOf.js';
import type { PersonaOutput } from './personaOutput.js';

type Work = PersonaOutput['work'];

/** Sets a work beside earlier ones of the same publisher. The same work, analysed again, is no other work. */
export function profile(work: Work, candidates: readonly Work[]): Pick<PersonaOutput, 'earlier' | 'comparison' | 'recurring'> {
	const earlier = [...new Map(candidates.filter(({ id }) => id !== work.id).map((other) => [other.id, other])).values()];
	return {
		earlier: earlier.length,
		comparison: (Object.entries(work.measures) as [Measure, number][]).flatMap(([measure, value]) => {
			const values = earlier.flatMap(({ measures }) => measures[measure] ?? []).toSorted((a, b) => a - b);
			const [lowest] = values;
			const highest = values.at(-1);
			if (lowest === undefined || highest === undefined) return [];
			return [{ measure, value, median: medianOf(values), lowest, highest, works: values.length }];
		}),
		recurring: work.topics
			.map((topic) => ({ topic, works: earlier.filter(({ topics }) => topics.includes(topic)).length }))
			.filter(({ works }) => works > 0)
			.sort((a, b) => b.works - a.works)
	};
}

function medianOf(sorted: readonly number[]): number {
	const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
	const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
	return Math.round(((upper + lower) / 2) * 100) / 100;
}
