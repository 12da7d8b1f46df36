/**
 * `npm run demo`: analyses the town hall of this folder, then listens to a few spoken sentences, offline. `npm run demo -- --kill`: only the
 * town hall, but the process is killed with SIGKILL half-way; a second one goes on, and the times in the ledger show that nothing ran twice.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readSettings } from '#lib/config/readSettings';
import type { StageRecord } from '#lib/workflow/workflow';
import { type App, createApp } from '#root/app';

const repository = fileURLToPath(new URL('..', import.meta.url));
const commandLine = ['--conditions=autointel-source', '--import=tsx/esm', join(repository, 'src/cli/main.ts')];
const source = join(repository, 'examples/town-hall.vtt');

const out = join(repository, 'data/demo');

if (process.argv.includes('--kill')) await demonstrateKill();
else
	process.exitCode =
		(await autointel(['run', source, '--out', out], { DATA_DIR: join(repository, 'data') })) || (await demonstrateSpeech());

/** The bundled model is there to prove the path: it knows some 130 words and nothing else. */
async function demonstrateSpeech(): Promise<number> {
	const model = join(repository, 'test/fixtures/whisper-tiny');
	const spoken = join(out, 'spoken');
	console.log(
		'\nNow a recording, spoken by a machine, and a speech model so small that it knows\nsome 130 words: enough for these sentences.\n'
	);
	const code = await autointel(['run', join(model, 'audio/clip6.flac'), '--language', 'en', '--out', spoken], {
		DATA_DIR: join(repository, 'data'),
		WHISPER_MODEL: model,
		WHISPER_DEVICE: 'cpu',
		OPENAI_TRANSCRIPTION_MODEL: ''
	});
	if (code === 0) console.log(`\nWhat it heard:\n\n${(await readFile(join(spoken, 'transcript.vtt'), 'utf8')).trimEnd()}`);
	return code;
}

async function demonstrateKill(): Promise<void> {
	// A folder of its own: the workflow to be killed is the only one in it.
	const environment = { DATA_DIR: await mkdtemp(join(tmpdir(), 'autointel-demo-')) };
	const app = await createApp(readSettings(environment, repository));
	try {
		console.log('1. A process starts to analyse the town hall.\n');
		const first = start(['run', source, '--out', out], environment);
		const exited = once(first, 'exit');
		const { id, done } = await halfWay(app, () => first.exitCode === null);
		first.kill('SIGKILL');
		await exited;
		console.log(`\n2. It was killed with SIGKILL. Done by then: ${done.map(({ stage }) => stage).join(', ')}.\n`);
		console.log('3. A second process goes on with what the ledger holds.\n');
		process.exitCode = await autointel(['resume', id], environment);
		showWhatRan(done, await app.ledger.stages(id));
	} finally {
		await app.close();
	}
}

/** Waits until at least three stages are done and one is not. */
async function halfWay(app: App, isAlive: () => boolean): Promise<{ readonly id: string; readonly done: readonly StageRecord[] }> {
	while (isAlive()) {
		const [workflow] = await app.ledger.list();
		const stages = workflow ? await app.ledger.stages(workflow.id) : [];
		const done = stages.filter(({ status }) => status === 'succeeded');
		if (workflow && done.length >= 3 && stages.some(({ status }) => status === 'running')) return { id: workflow.id, done };
		await wait(10);
	}
	throw new Error('The workflow was over before it could be killed half-way.');
}

function showWhatRan(before: readonly StageRecord[], after: readonly StageRecord[]): void {
	console.log('\n4. The stages that were done before the kill, as the ledger has them now:\n');
	const again = before.filter(({ stage, finishedAt, attempts }) => {
		const now = after.find((record) => record.stage === stage);
		const same = now?.finishedAt === finishedAt && now?.attempts === attempts;
		const time = new Date(finishedAt ?? 0).toISOString().slice(11, 23);
		console.log(`   ${same ? '✔' : '✘'} ${stage}: finished once, at ${time}`);
		return !same;
	});
	console.log(again.length === 0 ? '\nNothing ran twice.' : `\nThese ran twice: ${again.map(({ stage }) => stage).join(', ')}.`);
	if (again.length > 0) process.exitCode = 1;
}

async function autointel(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
	const [code] = await once(start(args, environment), 'exit');
	return code ?? 1;
}

function start(args: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
	return spawn(process.execPath, [...commandLine, ...args], { cwd: repository, env: { ...process.env, ...environment }, stdio: 'inherit' });
}
