/**
 * A transcription goes on at the chunk where it was, whatever is killed: the process that recognizes, the one that runs the stage, the bot
 * itself. What comes out is what an undisturbed run hears, and no chunk whose step was committed is recognized twice.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TranscriptOutput } from '../../plugins/speech/lib/transcriptOutput.js';
import { childrenOf } from '../support/childrenOf.js';
import { isAlive } from '../support/isAlive.js';
import type { TranscribeTask } from '../support/scripts/transcribeRecording.js';
import { writeRecording, writeTalk } from '../support/speech/recordings.js';
import { type Script, startScript } from '../support/startScript.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { waitUntil } from '../support/waitUntil.js';
import { zipOf } from '../support/zipOf.js';

const transcribeRecording = fileURLToPath(new URL('../support/scripts/transcribeRecording.ts', import.meta.url));

interface End {
	readonly status: string;
	readonly transcript: TranscriptOutput;
	readonly stages: readonly { readonly stage: string; readonly status: string; readonly reason?: { readonly message: string } }[];
}

describe('a transcription goes on', () => {
	const recordings = temporaryFolder();
	const talk = join(recordings, 'talk.wav');
	let undisturbed: End;
	/** The chunks of the talk, in its order. */
	let chunks: readonly string[];

	before(async () => {
		await writeTalk(talk, 13);
		const run = begin({ workers: 1 });
		undisturbed = await endOf(run.script);
		chunks = run.journal().map(({ chunk }) => chunk);
		chunks = [...new Set(chunks)];
	});

	it('has something to lose', () => {
		assert.equal(undisturbed.status, 'succeeded');
		assert.equal(chunks.length, 4);
		assert.ok(undisturbed.transcript.segments.length >= 13);
	});

	it('when a process that recognizes is killed in the middle of a chunk', async () => {
		const { script, journal } = begin({ workers: 1 });
		const victim = await waitUntil('it is in the middle of the third chunk', () => {
			const begun = journal().findLast(({ what }) => what === 'begin');
			return begun?.chunk === chunks[2] && begun;
		});
		process.kill(victim.pid, 'SIGKILL');
		assertSame(await endOf(script));
		const done = journal().filter(({ what }) => what === 'done');
		assert.deepEqual(done.map(({ chunk }) => chunk).sort(), [...chunks].sort(), 'every chunk was recognized to its end just once');
		assert.ok(journal().length > 2 * chunks.length, 'one was begun twice');
	});

	it('when the process that runs the stage is killed', async () => {
		const { script, journal } = begin({ workers: 1 });
		await committed(script, 2);
		for (const pid of childrenOf(script.child.pid ?? 0, 'stageHost')) process.kill(pid, 'SIGKILL');
		assertSame(await endOf(script));
		assertNotTwice(journal(), chunks.slice(0, 2));
	});

	for (const workers of [1, 2]) {
		it(`when the bot itself is killed in the middle of the file, with ${workers} at work`, async () => {
			const { script, journal, folder } = begin({ workers });
			const { workflowId } = await script.until('it is accepted', isAccepted);
			await committed(script, 2);
			const children = childrenOf(script.child.pid ?? 0);
			assert.ok(children.length >= 2 + workers, 'the stage, the reading, the recognizing');
			script.child.kill('SIGKILL');
			await script.ended;
			const kept = script.said.filter(isCommitted).length;
			await waitUntil('none of its processes is left', () => !children.some(isAlive));

			const second = begin({ workers, folder, workflowId });
			assertSame(await endOf(second.script));
			assertNotTwice(journal(), chunks.slice(0, kept));
			assert.ok(second.script.said.filter(isCommitted).length <= chunks.length + 1 - kept);
		});
	}

	it('and says who said what, in order, where each speaks on a track', async () => {
		const [ana, ben] = [join(recordings, 'ana.wav'), join(recordings, 'ben.wav')];
		const places = { ana: [0, 24, 48], ben: [12, 36, 60] } as const;
		await writeRecording(
			ana,
			places.ana.map((at, index) => ({ clip: ([3, 5, 3] as const)[index] ?? 3, at }))
		);
		await writeRecording(
			ben,
			places.ben.map((at, index) => ({ clip: ([4, 6, 4] as const)[index] ?? 4, at }))
		);
		const archive = join(recordings, 'conversation.zip');
		const track = (name: string, file: string) => ({ name, bytes: readFileSync(file) });
		writeFileSync(
			archive,
			zipOf([{ name: 'info.txt', bytes: Buffer.from('a recording') }, track('2-ben_0002.wav', ben), track('1-ana_0001.wav', ana)])
		);
		const { status, transcript } = await endOf(begin({ workers: 1, recording: archive }).script);
		assert.equal(status, 'succeeded');
		assert.deepEqual([...transcript.speakers].sort(), ['ana', 'ben']);
		const turns: { speaker: string; start: number }[] = [];
		for (const segment of transcript.segments) {
			assert.ok('start' in segment && segment.speaker !== undefined);
			if (turns.at(-1)?.speaker !== segment.speaker) turns.push({ speaker: segment.speaker, start: segment.start });
		}
		assert.deepEqual(
			turns.map(({ speaker }) => speaker),
			['ana', 'ben', 'ana', 'ben', 'ana', 'ben']
		);
		for (const [index, { start }] of turns.entries()) assert.ok(Math.abs(start - 12 * index) < 1, `turn ${index + 1} begins at ${start}`);
	});

	it('and ends as no-speech where there is none, with everything that needs words', async () => {
		const silence = join(recordings, 'silence.wav');
		await writeRecording(silence, [{ clip: 1, at: 0 }]);
		const quiet = readFileSync(silence).fill(0, 44);
		writeFileSync(silence, quiet);
		const { status, stages } = await endOf(begin({ workers: 1, recording: silence }).script);
		assert.equal(status, 'succeeded');
		const transcription = stages.find(({ stage }) => stage === 'transcription');
		assert.equal(transcription?.status, 'skipped');
		assert.match(transcription?.reason?.message ?? '', /^no-speech: /);
		assert.equal(stages.find(({ stage }) => stage === 'communication')?.status, 'skipped');
	});

	function begin({ folder = temporaryFolder(), recording = talk, ...task }: Partial<TranscribeTask> & Pick<TranscribeTask, 'workers'>) {
		const file = join(folder, 'journal.txt');
		const script = startScript(transcribeRecording, { folder, recording, ...task }, { env: { AUTOINTEL_TEST_JOURNAL: file } });
		return { script, folder, journal: () => readJournal(file) };
	}

	function assertSame({ status, transcript }: End): void {
		assert.equal(status, 'succeeded');
		assert.deepEqual(transcript, undisturbed.transcript);
	}

	function assertNotTwice(journal: readonly Entry[], kept: readonly string[]): void {
		assert.ok(kept.length >= 2);
		for (const chunk of kept) assert.equal(journal.filter((entry) => entry.what === 'done' && entry.chunk === chunk).length, 1, chunk);
	}
});

interface Entry {
	readonly what: string;
	readonly pid: number;
	readonly chunk: string;
}

function readJournal(file: string): readonly Entry[] {
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
	return lines.map((line) => {
		const [what = '', pid, chunk = ''] = line.split(' ');
		return { what, pid: Number(pid), chunk };
	});
}

async function endOf(script: Script): Promise<End> {
	const { code, said, stderr } = await script.ended;
	assert.equal(code, 0, stderr);
	const end = said.find((line): line is End => typeof line === 'object' && line !== null && 'status' in line);
	assert.ok(end);
	return end;
}

function committed(script: Script, count: number) {
	return script.until(`${count} chunks are kept`, (line): line is object => isCommitted(line) && line.committed >= count);
}

function isCommitted(line: unknown): line is { readonly committed: number } {
	return typeof line === 'object' && line !== null && 'committed' in line;
}

function isAccepted(line: unknown): line is { readonly workflowId: string } {
	return typeof line === 'object' && line !== null && 'workflowId' in line;
}
