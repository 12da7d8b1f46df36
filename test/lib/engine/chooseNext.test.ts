import assert from 'node:assert/strict';
import { chooseNext } from '#lib/engine/chooseNext';
import type { Candidate, PartyLoad } from '#lib/ledger/operations/queries';

const depths = ['standard', 'deep', 'comprehensive'];

function candidate(id: string, party: string, acceptedAt: number, depth = 'standard'): Candidate {
	return { id, party, acceptedAt, depth, kind: 'test' };
}

function choose(candidates: readonly Candidate[], given: Partial<Parameters<typeof chooseNext>[0]> = {}): readonly string[] {
	const depthOf = ({ depth }: Pick<Candidate, 'depth'>) => depths.indexOf(depth);
	return chooseNext({ candidates, loads: [], depthOf, longOnes: 0, concurrency: 4, room: 4, ...given });
}

const load = (party: string, running: number, lastStartedAt: number): PartyLoad => ({ party, running, lastStartedAt });

describe('chooseNext', () => {
	it('takes the oldest first where nothing else matters', () => {
		assert.deepEqual(choose([candidate('b', 'x', 2), candidate('c', 'x', 3), candidate('a', 'x', 1)], { room: 2 }), ['a', 'b']);
	});

	it('gives each server its turn, however many another one has waiting', () => {
		const flood = [1, 2, 3, 4, 5].map((n) => candidate(`flood${n}`, 'flood', n));
		assert.deepEqual(choose([...flood, candidate('one', 'small', 9), candidate('other', 'tiny', 10)], { room: 3 }), [
			'flood1',
			'one',
			'other'
		]);
	});

	it('prefers the server that runs the fewest, and then the one whose last turn is longest ago', () => {
		const waiting = [candidate('a', 'busy', 1), candidate('b', 'recent', 2), candidate('c', 'long-ago', 3)];
		assert.deepEqual(choose(waiting, { loads: [load('busy', 1, 5), load('recent', 0, 90), load('long-ago', 0, 10)], room: 3 }), [
			'c',
			'b',
			'a'
		]);
	});

	it('keeps one place for the shallowest depth, where there are several', () => {
		const waiting = [candidate('deep1', 'x', 1, 'deep'), candidate('deep2', 'y', 2, 'deep'), candidate('deep3', 'z', 3, 'deep')];
		assert.deepEqual(choose(waiting, { concurrency: 2, room: 2 }), ['deep1']);
		assert.deepEqual(choose(waiting, { concurrency: 2, room: 1, longOnes: 1 }), []);
		assert.deepEqual(choose([...waiting, candidate('quick', 'x', 9)], { concurrency: 2, room: 1, longOnes: 1 }), ['quick']);
		assert.deepEqual(choose(waiting, { concurrency: 1, room: 1 }), ['deep1'], 'the only place is for all');
	});

	it('lets shallow ones overtake deep ones for a while, and not for ever', () => {
		const minutes = 60_000;
		const deep = candidate('deep', 'x', 0, 'deep');
		assert.deepEqual(choose([deep, candidate('soon', 'x', 5 * minutes)], { concurrency: 1, room: 1 }), ['soon']);
		assert.deepEqual(choose([deep, candidate('late', 'x', 15 * minutes)], { concurrency: 1, room: 1 }), ['deep']);
	});
});
