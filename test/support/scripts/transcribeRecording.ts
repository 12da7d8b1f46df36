/**
 * Transcribes a recording in a workflow, in a process of its own; `workflowId`: goes on with that one. Prints `{ workflowId }`, `{ committed }`
 * (how many steps are in the ledger) after each, and at the end `{ status, transcript }`.
 */
import { besides } from '#lib/children/Child';
import { LocalRecognizer } from '#lib/transcription/recognition/LocalRecognizer';
import { Speech } from '#lib/transcription/Speech';
import { createApp } from '#root/app';
import { settingsFor } from '../settings.js';
import { silentLogger } from '../silentLogger.js';
import { tinyModel } from '../speech/fixtures.js';

export interface TranscribeTask {
	readonly folder: string;
	readonly recording: string;
	readonly workers: number;
	readonly workflowId?: string;
}

const { folder, recording, workers, workflowId }: TranscribeTask = JSON.parse(process.argv[2] ?? '');
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const entry = besides(import.meta.url, '../../fixtures/children/journalingHost');
const source = { name: 'tiny', identity: 'tiny', isHere: () => Promise.resolve(true), folder: () => Promise.resolve(tinyModel) };
const recognizer = new LocalRecognizer(source, { device: 'cpu', workers, logger: silentLogger, entry });
let committed = 0;
// Others have processes of their own, and say nothing about this.
const others = 'linguistic-analysis,verification,deception-analysis,briefing,synthesis';
const app = await createApp(settingsFor(folder, { DISABLED_STAGES: others }), {
	speech: new Speech(recognizer, { ffmpegPath: 'ffmpeg', logger: silentLogger }),
	observeWrites(write, moment) {
		if (write === 'commitStep' && moment === 'after') say({ committed: ++committed });
	}
});
const run =
	workflowId === undefined
		? await app.engine.acceptAndRun({
				kind: 'autointel',
				depth: 'standard',
				source: { type: 'file', path: recording },
				options: { reportLanguage: 'en', language: 'en' }
			})
		: { workflow: { id: workflowId }, ended: (await app.engine.take(workflowId))?.ended };
say({ workflowId: run.workflow.id });
const status = await run.ended;
const transcript = (await app.ledger.checkpoints(run.workflow.id)).get('transcription')?.output;
const stages = await app.ledger.stages(run.workflow.id);
await app.close();
say({ status, transcript, stages: stages.map(({ stage, status: stageStatus, reason }) => ({ stage, status: stageStatus, reason })) });
