import type { Candidate, PartyLoad } from '#lib/ledger/operations/queries';

export interface Choice {
	readonly candidates: readonly Candidate[];
	readonly loads: readonly PartyLoad[];
	/** How far down the depths of its kind a workflow goes: 0 is the shallowest. */
	readonly depthOf: (candidate: Pick<Candidate, 'kind' | 'depth'>) => number;
	/** Of the workflows that this process runs, those that are not of the shallowest depth. */
	readonly longOnes: number;
	/** Workflows that this process may run at the same time. */
	readonly concurrency: number;
	/** How many can begin now. */
	readonly room: number;
}

/** A depth further down waits as if it had been asked for so much later: shallow ones overtake it, and it does not wait for ever. */
const depthHandicapMs = 10 * 60_000;

/**
 * Which workflows begin next. Servers (and persons, outside of servers) take turns: first whoever runs the fewest, then whoever has waited
 * longest for a turn. One place, where there are several, is kept for the shallowest depth: nobody with a quick question waits for hours.
 */
export function chooseNext({ candidates, loads, depthOf, longOnes, concurrency, room }: Choice): readonly string[] {
	const load = new Map(loads.map((each) => [each.party, { ...each }]));
	const placesForLong = concurrency > 1 ? concurrency - 1 : 1;
	const left = [...candidates].sort((one, other) => waitsSince(one) - waitsSince(other) || one.id.localeCompare(other.id));
	const chosen: string[] = [];
	let long = longOnes;
	while (chosen.length < room) {
		const possible = left.filter((candidate) => depthOf(candidate) === 0 || long < placesForLong);
		const next = possible.reduce<Candidate | undefined>((best, each) => (best && !comesBefore(each, best) ? best : each), undefined);
		if (!next) break;
		left.splice(left.indexOf(next), 1);
		chosen.push(next.id);
		if (depthOf(next) > 0) long++;
		const { running } = loadOf(next);
		load.set(next.party, { party: next.party, running: running + 1, lastStartedAt: Number.MAX_SAFE_INTEGER });
	}
	return chosen;

	function waitsSince(candidate: Candidate): number {
		return candidate.acceptedAt + depthOf(candidate) * depthHandicapMs;
	}

	function loadOf({ party }: Candidate): PartyLoad {
		return load.get(party) ?? { party, running: 0, lastStartedAt: 0 };
	}

	/** Of two of the same party the one that was sorted first stays. */
	function comesBefore(one: Candidate, other: Candidate): boolean {
		const [a, b] = [loadOf(one), loadOf(other)];
		return a.running - b.running < 0 || (a.running === b.running && a.lastStartedAt < b.lastStartedAt);
	}
}
