import assert from 'node:assert/strict';
import { ComponentType } from 'discord-api-types/v10';
import { escapeDiscord } from '#lib/delivery/messages/escapeDiscord';
import { fitText } from '#lib/delivery/messages/fitText';
import { formatDuration } from '#lib/delivery/messages/formatDuration';
import type { MessageBody } from '#lib/delivery/messages/MessageBody';
import { progressBar } from '#lib/delivery/messages/progressBar';
import { progressMessage } from '#lib/delivery/messages/progressMessage';
import { resultMessage } from '#lib/delivery/messages/resultMessage';
import { statusMessage } from '#lib/delivery/messages/statusMessage';
import { everyComponent } from '../../../support/discord/model/everyComponent.js';
import { testReport } from '../../../support/TestDelivery.js';

function textOf({ components }: MessageBody): string {
	return everyComponent(components)
		.map((component) => (component.type === ComponentType.TextDisplay ? component.content : ''))
		.filter((text) => text !== '')
		.join('\n');
}

const spent = { stage: 'briefing', model: 'm', calls: 1, unknownCalls: 0, inputTokens: 1, outputTokens: 1, costNanoUsd: 31_000_000 };

describe('escapeDiscord', () => {
	for (const [text, expected] of [
		['plain words, 1.5 of them.', 'plain words, 1.5 of them.'],
		['*bold* _it_ ~~no~~ `code` ||hidden||', '\\*bold\\* \\_it\\_ \\~\\~no\\~\\~ \\`code\\` \\|\\|hidden\\|\\|'],
		['@everyone <@123> <@&9> <#7> <t:0:R>', '\\@everyone \\<\\@123\\> \\<\\@&9\\> \\<#7\\> \\<t:0:R\\>'],
		['[a](https://example.org)', '\\[a\\](https\\://example.org)'],
		['# big', '\\# big'],
		['-# small', '\\-# small'],
		['- item', '\\- item'],
		['12. item', '12\\. item'],
		['> quote', '\\> quote'],
		['one\ntwo\r\n  three', 'one two three'],
		['turned\u202Earound\u061Cagain', 'turned around again'],
		['\u200B\u2060\u00AD\u3164\uFE0F\u{E0041}', ''],
		[`flo${'\u200B'.repeat(500)}od`, 'flood'],
		[`Z${'\u0335'.repeat(500)}algo`, `Z${'\u0335'.repeat(8)}algo`],
		[
			'👩‍❤️‍👨 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} می‌خواهم',
			'👩‍❤️‍👨 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} می‌خواهم'
		],
		['back\\slash', 'back\\\\slash']
	] as const) {
		it(JSON.stringify(text), () => assert.equal(escapeDiscord(text), expected));
	}
});

describe('fitText', () => {
	it('keeps what fits', () => assert.equal(fitText('one two', 7), 'one two'));
	it('cuts between words, and shows it', () => assert.equal(fitText('one two three', 9), 'one two…'));
	it('cuts a word that is too long by itself', () => assert.equal(fitText('abcdefgh', 5), 'abcd…'));
	it('never cuts an escape in two', () => assert.equal(fitText('****', 6), '\\*\\*…'));
	it('never cuts a character in two', () => assert.equal(fitText('😀😀😀', 4), '😀…'));
	it('has nothing to say where there is no room', () => assert.equal(fitText('word', 0), ''));
});

describe('formatDuration', () => {
	for (const [ms, expected] of [
		[0, 'under 1 s'],
		[900, '1 s'],
		[59_400, '59 s'],
		[61_000, '1 min 1 s'],
		[3_600_000, '1 h'],
		[3_661_000, '1 h 1 min'],
		[90_061_000, '25 h 1 min']
	] as const) {
		it(`${ms} ms: ${expected}`, () => assert.equal(formatDuration(ms), expected));
	}
});

describe('progressBar', () => {
	it('is full only at the end', () => {
		assert.equal(progressBar(0), '▱▱▱▱▱▱▱▱▱▱▱▱ 0 %');
		assert.equal(progressBar(0.999), '▰▰▰▰▰▰▰▰▰▰▰▱ 99 %');
		assert.equal(progressBar(1), '▰▰▰▰▰▰▰▰▰▰▰▰ 100 %');
	});
	it('takes whatever it is given', () => {
		assert.equal(progressBar(Number.NaN), progressBar(0));
		assert.equal(progressBar(-3), progressBar(0));
		assert.equal(progressBar(7), progressBar(1));
	});
});

describe('The result', () => {
	const quote = { quote: 'Yes.', start: 61, end: 62 };

	it('says of a takeaway that its words were heard unclearly', () => {
		const takeaways = [{ text: 'Maybe.', evidence: [{ quote: 'Maybe.', start: 61, end: 62, uncertain: true as const }] }];
		assert.match(
			textOf(resultMessage({ workflowId: 'wf_1', report: { ...testReport, takeaways } })),
			/- Maybe\. \(1:01, heard unclearly\)/
		);
	});

	it('is the answer, five takeaways with their places, what was checked, what is missing, and one line about the run', () => {
		const text = textOf(
			resultMessage({
				workflowId: 'wf_1',
				deliveryId: 'dl_1',
				durationMs: 252_000,
				spend: [spent],
				report: {
					...testReport,
					status: 'partial',
					takeaways: [1, 2, 3, 4, 5, 6].map((number) => ({ text: `Takeaway ${number}.`, evidence: [{ ...quote, start: number * 60 }] })),
					verdicts: [{ claim: 'It doubles.', verdict: 'insufficient evidence', at: { start: 5, end: 6 } }],
					sections: [
						{
							stage: 'a',
							title: 'Summary',
							status: 'succeeded',
							audience: 'member',
							notes: [],
							blocks: [
								{
									type: 'list',
									items: [{ text: 'a', evidence: [quote] }, { text: 'b', evidence: [quote] }, { text: 'c', at: { line: 4 } }, { text: 'd' }]
								}
							]
						},
						{
							stage: 'b',
							title: 'Claims',
							status: 'skipped',
							reason: 'no search is configured',
							audience: 'member',
							blocks: [],
							notes: []
						},
						{ stage: 'c', title: 'Costs', status: 'failed', reason: 'secret', audience: 'operator', blocks: [], notes: [] }
					]
				}
			})
		);
		assert.equal(
			text,
			[
				'## The town hall',
				'The budget doubles.',
				'**Takeaways**',
				...[1, 2, 3, 4, 5].map((number) => `- Takeaway ${number}. (${number}:00)`),
				'**Checked**',
				'- **insufficient evidence**: It doubles. (0:05)',
				'-# Not in this report: Claims (skipped: no search is configured)',
				'-# 4 min 12 s · 0.03 USD · 75 % grounded in the source · wf_1'
			].join('\n')
		);
	});

	it('has something of everything, however much there is', () => {
		const long = 'Something that takes many words to be said and is worth to be read in full by those who have the time. '.repeat(9);
		const skipped = Array.from({ length: 25 }, (_, index) => ({
			...{ stage: `s${index}`, title: `Stage ${index}`, status: 'skipped' as const, reason: long, audience: 'member' as const },
			...{ blocks: [], notes: [] }
		}));
		const takeaways = Array.from({ length: 9 }, (_, index) => ({ text: `${index + 1} ${long}`, at: { start: 3600 + index, end: 3700 } }));
		const verdicts = Array.from({ length: 3 }, () => ({ claim: long, verdict: 'false' }));
		const text = textOf(
			resultMessage(
				{
					...{ workflowId: 'wf_1', durationMs: 1, spend: [spent], repeated: true },
					report: { ...testReport, status: 'partial', title: long, summary: long, takeaways, verdicts, sections: skipped }
				},
				{ mention: '111111111111111111' }
			)
		);
		assert.ok(text.length <= 1200, `${text.length}`);
		for (const number of [1, 2, 3, 4, 5]) assert.match(text, new RegExp(`^- ${number} Something .*… \\(1:00:0\\d\\)$`, 'm'));
		assert.match(text, /^-# Not in this report \(25\): Stage 0 \(skipped: Something .*…$/m);
		assert.match(text, /0\.03 USD · 100 % grounded in the source · wf_1$/);
	});

	it('gives statements as much room as there is', () => {
		const text = 'x'.repeat(160);
		const takeaways = Array.from({ length: 5 }, () => ({ text }));
		assert.equal(textOf(resultMessage({ workflowId: 'wf_1', report: { ...testReport, takeaways } })).split(text).length, 6);
	});

	it('leaves out statements that show nothing', () => {
		const takeaways = [{ text: '\u200B\u3164' }];
		assert.doesNotMatch(textOf(resultMessage({ workflowId: 'wf_1', report: { ...testReport, takeaways } })), /Takeaways/);
	});

	it('without anything grounded says nothing about that', () => {
		assert.doesNotMatch(textOf(resultMessage({ workflowId: 'wf_1', report: { ...testReport, takeaways: [] } })), /grounded/);
	});
});

describe('A title that shows nothing', () => {
	const blank = '\u200B\u2060\u3164';

	it('is "Untitled"', () => {
		assert.match(textOf(resultMessage({ workflowId: 'wf_1', report: { ...testReport, title: blank } })), /^## Untitled\n/);
		assert.match(textOf(statusMessage([{ workflowId: 'wf_1', title: blank, status: 'queued', acceptedAt: 0 }])), /\*\*Untitled\*\*/);
	});
});

describe('A failure', () => {
	const report = { ...testReport, status: 'failed' as const, reason: 'transcription: the file has no sound' };

	it('names stage and reason, what can be done, and what there is', () => {
		const reason = { code: 'x', message: 'transcription: the file has no sound', hint: 'Check the file.' };
		const text = textOf(resultMessage({ workflowId: 'wf_1', report, reason }));
		assert.match(
			text,
			/\*\*Failed\*\*: transcription: the file has no sound\n\*\*What you can do\*\*: Check the file\.\nDone before that: One/
		);
	});

	it('says what can be done where nobody else did', () => {
		const text = textOf(resultMessage({ workflowId: 'wf_1', report, reason: { code: 'x', message: '\u200B' } }));
		assert.match(text, /Failed\*\*: no reason was recorded\n\*\*What you can do\*\*: Try again\. If it fails again, tell the operator/);
		const cancelled = textOf(resultMessage({ workflowId: 'wf_1', report: { ...report, status: 'cancelled' } }));
		assert.doesNotMatch(cancelled, /What you can do/);
	});

	it('does not say where files lie on this machine', () => {
		const message = "content-acquisition: ENOENT: no such file or directory, rename '/data/a b/x' -> 'C:\\data\\y'";
		const text = textOf(resultMessage({ workflowId: 'wf_1', report, reason: { code: 'ENOENT', message } }));
		assert.match(text, /no such file or directory, rename a file -\\> a file/);
		const skipped = {
			stage: 'b',
			title: 'Claims',
			status: 'failed' as const,
			reason: message,
			audience: 'member' as const,
			blocks: [],
			notes: []
		};
		assert.doesNotMatch(textOf(resultMessage({ workflowId: 'wf_1', report: { ...testReport, sections: [skipped] } })), /data/);
	});

	it('names the reason in the report where the workflow has none', () => {
		assert.match(textOf(resultMessage({ workflowId: 'wf_1', report })), /Failed\*\*: transcription: the file has no sound/);
	});
});

describe('Progress', () => {
	const view = {
		workflowId: 'wf_1',
		title: 'A talk',
		kind: 'Analysis',
		depth: 'deep',
		status: 'queued' as const,
		progress: 0,
		stages: [],
		cancelRequested: false,
		takeaways: [],
		hasTranscript: false,
		notices: []
	};

	it('of what waits says where it is in the queue', () => {
		assert.match(textOf(progressMessage({ ...view, queuePosition: 3 })), /number 3 in the queue/);
	});

	it('of what somebody cancels can be cancelled no more', () => {
		const body = progressMessage({ ...view, status: 'running', cancelRequested: true });
		assert.match(textOf(body), /Cancelling …/);
		assert.equal(body.components.length, 1);
	});

	it('of many stages names some', () => {
		const stages = Array.from({ length: 6 }, (_, index) => ({ name: `stage-${index}`, note: 'busy' }));
		assert.match(textOf(progressMessage({ ...view, status: 'running', stages })), /Stage 3: busy\nand 2 more …/);
	});
});

describe('The state of workflows', () => {
	it('says nothing of what one is about to whom may not know', () => {
		const text = textOf(statusMessage([{ workflowId: 'wf_1', status: 'running', progress: 0.5, acceptedAt: 0, spend: [spent] }]));
		assert.equal(text, '- **wf_1**: running · <t:0:R> · 0.03 USD\n▰▰▰▰▰▰▱▱▱▱▱▱ 50 %\n-# wf_1');
	});

	it('has words for nothing', () => assert.match(textOf(statusMessage([])), /Nothing is running/));
});
