import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StageOutputs } from 'autointel';
import { tryStage } from 'autointel/testing';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import type { TranscriptOutput } from '../../../plugins/speech/lib/transcriptOutput.js';
import { Transcription } from '../../../plugins/speech/stages/transcription.js';

type Content = StageOutputs['content-acquisition'];

const vtt = 'WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ana>We will not raise any taxes this year.\n\n00:03.000 --> 00:04.000\n<v Ben>Really?';

function withoutFile(output: unknown): object {
	const { file: _file, ...words } = output as TranscriptOutput;
	return words;
}

describe('transcription', () => {
	let folder: string;
	let artifacts: ArtifactStore;
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), 'autointel-transcription-'));
		artifacts = new ArtifactStore(folder);
	});
	after(() => rm(folder, { recursive: true, force: true }));

	async function transcribe(
		text: string,
		content: Partial<Content> = {},
		options: { language?: string; limits?: { maxMediaSeconds: number } } = {}
	) {
		const { hash } = await artifacts.put(Buffer.from(text));
		const acquired: Content = {
			form: 'subtitles',
			format: 'vtt',
			contentType: 'text/vtt',
			name: 'talk.vtt',
			title: 'talk',
			bytes: Buffer.byteLength(text),
			artifact: '0'.repeat(64),
			text: hash,
			notes: [],
			...content
		};
		return (await tryStage(Transcription, { outputs: { 'content-acquisition': acquired }, artifacts, ...options })).outcome;
	}

	it('reads subtitles: passages, speakers, length and language', async () => {
		const outcome = await transcribe(vtt);
		assert.equal(outcome.status, 'succeeded');
		assert.deepEqual(withoutFile(outcome.output), {
			engine: 'subtitles',
			language: 'en',
			languageBasis: 'detected',
			durationSeconds: 4,
			speakers: ['Ana', 'Ben'],
			segments: [
				{ text: 'We will not raise any taxes this year.', start: 1, end: 3, speaker: 'Ana' },
				{ text: 'Really?', start: 3, end: 4, speaker: 'Ben' }
			]
		});
	});

	it('offers the words as a file at once: subtitles, or the text that the lines are counted in', async () => {
		const subtitles = await transcribe(vtt);
		assert.equal(subtitles.status, 'succeeded');
		const [file, ...others] = subtitles.section.files ?? [];
		assert.ok(file);
		assert.deepEqual([file.name, file.mediaType, file.role, others.length], ['transcript.vtt', 'text/vtt', 'transcript', 0]);
		assert.match((await artifacts.read(file.artifact)).toString('utf8'), /<v Ana>We will not raise any taxes this year\./);

		const text = await transcribe('A title\nFirst. Second.', { form: 'text', format: 'txt' });
		assert.equal(text.status, 'succeeded');
		const [lines] = text.section.files ?? [];
		assert.ok(lines);
		assert.deepEqual([lines.name, lines.mediaType, lines.role], ['transcript.txt', 'text/plain', 'transcript']);
		assert.equal((await artifacts.read(lines.artifact)).toString('utf8'), 'A title\nFirst. Second.');
	});

	it('reports facts and none of the words', async () => {
		const outcome = await transcribe(`${vtt}\n\n00:05.000 --> 00:06.000\n[Music]`);
		assert.equal(outcome.status, 'succeeded');
		assert.deepEqual(outcome.section.blocks, [
			{
				type: 'facts',
				items: [
					{ label: 'Read from', value: 'subtitles, as they are' },
					{ label: 'Language', value: 'English (recognized from the words)' },
					{ label: 'Length', value: '0:06' },
					{ label: 'Passages', value: '3' },
					{ label: 'Words', value: '10' },
					{ label: 'Unreliable passages', value: '1 (music, sounds): shown, never quoted' }
				]
			},
			{
				type: 'table',
				title: 'Speakers',
				columns: ['Speaker', 'Passages', 'Share of words', 'Share of time'],
				rows: [
					['Ana', '1', '80 %', '50 %'],
					['Ben', '1', '10 %', '25 %'],
					['not named', '1', '10 %', '25 %']
				]
			}
		]);
	});

	it('reads texts and articles by their lines', async () => {
		const article = await transcribe('A title\nFirst. Second.', { form: 'article', format: 'html', name: 'page', language: 'en-GB' });
		assert.equal(article.status, 'succeeded');
		assert.deepEqual(withoutFile(article.output), {
			engine: 'text',
			language: 'en-GB',
			languageBasis: 'declared',
			speakers: [],
			segments: [
				{ text: 'A title', line: 1 },
				{ text: 'First.', line: 2 },
				{ text: 'Second.', line: 2 }
			]
		});
		const markdown = await transcribe('# Titel', { form: 'text', format: 'md' }, { language: 'de' });
		assert.equal(markdown.status, 'succeeded');
		const { segments, language, languageBasis } = markdown.output as TranscriptOutput;
		assert.deepEqual(
			{ segments, language, languageBasis },
			{ segments: [{ text: 'Titel', line: 1 }], language: 'de', languageBasis: 'requested' }
		);
	});

	it('reads a WebVTT file that calls itself .srt', async () => {
		assert.equal((await transcribe(vtt, { format: 'srt' })).status, 'succeeded');
	});

	it('skips what has no reliable passage', async () => {
		const outcome = await transcribe('WEBVTT\n\n00:01.000 --> 00:02.000\n[Music]\n\n00:03.000 --> 00:04.000\n♪');
		assert.equal(outcome.status, 'skipped');
		assert.match(outcome.reason, /^no-speech: none of the 2 passages of talk\.vtt has spoken words in it$/);
	});

	const failures: readonly (readonly [string, string, string, Partial<Content>, string])[] = [
		['white space', 'empty-source', ' \n\t\n', {}, 'talk.vtt has no words in it'],
		['cues without words', 'empty-source', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<i> </i>', {}, 'talk.vtt has no words in it'],
		['Markdown of code only', 'empty-source', '```\ncode\n```', { form: 'text', format: 'md', name: 'a.md' }, 'a.md has no words in it'],
		['no WEBVTT', 'not-subtitles', vtt.slice(6), {}, 'talk.vtt is no subtitle file: it needs WEBVTT'],
		['no cue', 'not-subtitles', 'hello', { format: 'srt', name: 'a.srt' }, 'a.srt is no subtitle file: it needs cues with times']
	];
	for (const [what, code, text, content, message] of failures) {
		it(`fails with ${code} for ${what}`, async () => {
			await assert.rejects(transcribe(text, content), (error: Error & { code: string; hint?: string }) => {
				assert.equal(error.name, 'StageFailure');
				assert.equal(error.code, code);
				assert.ok(error.message.startsWith(message) && !error.message.includes('\n'), error.message);
				assert.ok(error.hint);
				return true;
			});
		});
	}

	it('fails with too-long beyond the limit', async () => {
		await assert.rejects(transcribe(vtt, {}, { limits: { maxMediaSeconds: 3.9 } }), {
			code: 'too-long',
			message: 'talk.vtt runs 0:04, the limit is 0:03'
		});
		assert.equal((await transcribe(vtt, {}, { limits: { maxMediaSeconds: 4 } })).status, 'succeeded');
	});
});
