import assert from 'node:assert/strict';
import { Gate } from '#lib/children/Gate';

describe('Gate', () => {
	const forever = new AbortController().signal;

	it('lets so many in, and the others in the order of their asking', async () => {
		const gate = new Gate(2);
		const entered: number[] = [];
		const enter = async (who: number) => {
			const leave = await gate.enter(forever);
			entered.push(who);
			return leave;
		};
		const leaves = [await enter(1), await enter(2)];
		const waiting = [enter(3), enter(4)];
		await Promise.resolve();
		assert.deepEqual(entered, [1, 2]);
		leaves[0]?.();
		await waiting[0];
		assert.deepEqual(entered, [1, 2, 3]);
		leaves[1]?.();
		await waiting[1];
		assert.deepEqual(entered, [1, 2, 3, 4]);
	});

	it('gives a place that becomes free to who waits, not to who asks at that moment', async () => {
		const gate = new Gate(1);
		const leave = await gate.enter(forever);
		let inside = 0;
		let most = 0;
		const visit = async () => {
			const out = await gate.enter(forever);
			most = Math.max(most, ++inside);
			await Promise.resolve();
			inside--;
			out();
		};
		const waiting = visit();
		leave();
		await Promise.all([waiting, visit(), visit()]);
		assert.equal(most, 1);
	});

	it('forgets who gave up waiting', async () => {
		const gate = new Gate(1);
		const leave = await gate.enter(forever);
		const controller = new AbortController();
		const given = gate.enter(controller.signal);
		const patient = gate.enter(forever);
		controller.abort(new Error('enough'));
		await assert.rejects(given, /enough/);
		leave();
		(await patient)();
		(await gate.enter(forever))();
		await assert.rejects(gate.enter(controller.signal), /enough/);
	});
});
