import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { ProgressLine } from '#root/cli/ProgressLine';

function drawn(output: { readonly isTTY: boolean; readonly columns: number }): string {
	let text = '';
	const write = (more: string | Uint8Array) => {
		text += more;
		return true;
	};
	const line = new ProgressLine({ ...output, write });
	line.end();
	const id = 'a-rather-long-organization/whisper-large-v3-turbo-with-a-long-name';
	for (let bytes = 0; bytes <= 4_900_000; bytes += 10_000) line.show({ id, bytes, totalBytes: 4_900_000 });
	line.end();
	return text;
}

describe('the progress of a download', () => {
	it('is one line of a terminal, which is drawn over itself and then left', () => {
		for (const columns of [40, 80]) {
			const text = drawn({ isTTY: true, columns });
			const [lines = '', ...after] = stripVTControlCharacters(text).split('\n');
			assert.deepEqual(after, ['']);
			const states = lines.split('\r').slice(1);
			assert.equal(states.length, 101);
			for (const state of states) assert.ok([...state].length < columns, state);
			assert.match(states[50] ?? '', /^█{10}░{10} {2}50 %/);
		}
	});

	it('is a line at every tenth elsewhere', () => {
		const lines = drawn({ isTTY: false, columns: 80 }).split('\n');
		assert.equal(lines.length, 12);
		assert.match(lines[5] ?? '', /^a-rather-long\S+name {3}50 % {2}2\.5 MB of 4\.9 MB$/);
		assert.equal(lines[11], '');
	});
});
