import { isAbsolute } from 'node:path';
import { modelStore } from '#lib/transcription/createSpeech';
import { precisionFor } from '#lib/transcription/models/chooseFiles';
import { isModelId } from '#lib/transcription/models/ModelStore';
import { currentSettings } from '#root/cli/currentSettings';
import { exitCodes } from '#root/cli/exitCodes';
import { onOneLine } from '#root/cli/forTerminal';
import { ProgressLine } from '#root/cli/ProgressLine';
import { megabytes, print, printJson, table } from '#root/cli/print';
import { UsageError } from '#root/cli/UsageError';

interface Json {
	readonly json?: boolean;
}

export async function listModels({ json }: Json): Promise<void> {
	const settings = currentSettings();
	const { WHISPER_MODEL, OPENAI_TRANSCRIPTION_MODEL } = settings;
	const stored = await modelStore(settings).list();
	const models = stored.map((model) => ({ ...model, used: model.id === WHISPER_MODEL }));
	if (json) {
		printJson(models);
		return;
	}
	const rows = models.map(({ id, bytes, complete, used }) => [
		id,
		megabytes(bytes),
		[complete ? 'complete' : 'half fetched', ...(used ? ['in use'] : [])].join(', ')
	]);
	print(rows.length === 0 ? 'No model has been fetched yet.' : table([['MODEL', 'SIZE', 'STATE'], ...rows]));
	if (OPENAI_TRANSCRIPTION_MODEL !== undefined) {
		print(`\nRecordings go to a service, to its model ${OPENAI_TRANSCRIPTION_MODEL}.`);
		print(`Where its budget ends, ${WHISPER_MODEL} goes on if it is here.`);
	} else if (isAbsolute(WHISPER_MODEL)) print(`\nIn use: the model in ${WHISPER_MODEL}.`);
	else if (!models.some(({ used }) => used)) print(`\nIn use: ${WHISPER_MODEL}, which is fetched when the first recording comes.`);
}

export async function downloadModel(id: string | undefined, { json }: Json): Promise<void> {
	const settings = currentSettings();
	const wanted = id ?? settings.WHISPER_MODEL;
	if (isAbsolute(wanted)) {
		throw new UsageError('nothing-to-download', `WHISPER_MODEL is the folder ${wanted}`, {
			hint: 'Name the model that you want to download.'
		});
	}
	checkId(wanted);
	const controller = new AbortController();
	const interrupt = () => controller.abort();
	process.once('SIGINT', interrupt);
	const progress = new ProgressLine(process.stdout);
	try {
		const folder = await modelStore(settings).ensure(wanted, {
			precision: precisionFor(settings.WHISPER_DEVICE),
			check: true,
			signal: controller.signal,
			onProgress: json ? undefined : (news) => progress.show(news)
		});
		progress.end();
		if (json) printJson({ id: wanted, folder });
		else print(`${wanted} is in ${folder}.`);
	} catch (error) {
		progress.end();
		if (!controller.signal.aborted) throw error;
		process.exitCode = exitCodes.interrupted;
		process.stderr.write('Interrupted: the next download of it goes on from here.\n');
	} finally {
		process.off('SIGINT', interrupt);
	}
}

export async function removeModel(id: string, { json }: Json): Promise<void> {
	checkId(id);
	const settings = currentSettings();
	await modelStore(settings).remove(id);
	if (json) printJson({ id, removed: true });
	else
		print(
			id === settings.WHISPER_MODEL
				? `${id} is removed. It is WHISPER_MODEL: "autointel models download" brings it back.`
				: `${id} is removed.`
		);
}

function checkId(id: string): void {
	if (isModelId(id)) return;
	throw new UsageError('unknown-model', `"${onOneLine(id, 60)}" is no name of a model`, {
		hint: 'They look like onnx-community/whisper-base.'
	});
}
