import assert from 'node:assert/strict';
import { renderVtt } from '#lib/report/renderVtt';

describe('renderVtt', () => {
	it('writes a cue for each timed segment, with its speaker', () => {
		assert.equal(
			renderVtt([
				{ text: 'Good evening.', start: 0, end: 1.5, speaker: 'Mayor' },
				{ text: 'Much later.', start: 3723.0456, end: 360_000 }
			]),
			'WEBVTT\n\n00:00:00.000 --> 00:00:01.500\n<v Mayor>Good evening.</v>\n\n01:02:03.046 --> 100:00:00.000\nMuch later.\n'
		);
	});

	it('keeps what is said from being read as markup or as the end of a cue', () => {
		const text = renderVtt([{ text: 'a < b & c --> d\n\n00:01 next', start: 0, end: 1, speaker: 'A > B' }]);
		assert.ok(text.includes('<v A &gt; B>a &lt; b &amp; c --&gt; d 00:01 next</v>'));
	});

	it('never rounds a cue to nothing or to sixty seconds', () => {
		assert.ok(renderVtt([{ text: 'x', start: 59.9996, end: 59.9996 }]).includes('00:01:00.000 --> 00:01:00.001'));
	});

	it('marks what could not be heard reliably, and leaves out what has no time', () => {
		const text = renderVtt([
			{ text: 'mumble', start: 0, end: 1, unreliable: true },
			{ text: 'maybe', start: 1, end: 2, confidence: 0.5 },
			{ text: 'certainly', start: 2, end: 3, confidence: 0.9 },
			{ text: 'a line', line: 1 }
		]);
		assert.ok(text.includes('<c.unreliable>mumble</c>') && text.includes('<c.uncertain>maybe</c>') && text.includes('\ncertainly\n'));
		assert.ok(!text.includes('a line'));
	});
});
