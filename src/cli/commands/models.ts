import { isAbsolute } from 'node:path';
import { modelStore } from '#lib/transcription/createSpeech';
import { isModelId, type ModelProgress } from '#lib/transcription/models/ModelStore';
import { exitCodes } from '#root/cli/exitCodes';
import { onOneLine } from '#root/cli/forTerminal';
import { currentSettings } from '#root/cli/openApp';
import { print, printJson, table } from '#root/cli/print';
import { UsageError } from '#root/cli/UsageError';

interface Json {
	readonly json?: boolean;
}

export async function listModels({ json }: Json): Promise<void> {
	const settings = currentSettings();
	const { WHISPER_MODEL } = settings;
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
	if (isAbsolute(WHISPER_MODEL)) print(`\nIn use: the model in ${WHISPER_MODEL}.`);
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
	const show = progressLine();
	try {
		const precision = settings.WHISPER_DEVICE === 'cuda' ? 'fp16' : 'int8';
		const folder = await modelStore(settings).ensure(wanted, { precision, signal: controller.signal, onProgress: json ? undefined : show });
		if (json) printJson({ id: wanted, folder });
		else print(`${wanted} is in ${folder}.`);
	} catch (error) {
		if (!controller.signal.aborted) throw error;
		process.exitCode = exitCodes.interrupted;
		process.stderr.write('\nInterrupted: the next download of it goes on from here.\n');
	} finally {
		process.off('SIGINT', interrupt);
	}
}

export async function removeModel(id: string, { json }: Json): Promise<void> {
	checkId(id);
	await modelStore(currentSettings()).remove(id);
	if (json) printJson({ id, removed: true });
	else print(`${id} is removed.`);
}

function checkId(id: string): void {
	if (isModelId(id)) return;
	throw new UsageError('unknown-model', `"${onOneLine(id, 60)}" is no name of a model`, {
		hint: 'They look like onnx-community/whisper-base.'
	});
}

/** A bar on a terminal; elsewhere a line at every tenth. */
function progressLine(): (progress: ModelProgress) => void {
	let said = -1;
	return ({ id, bytes, totalBytes }) => {
		const percent = totalBytes === 0 ? 100 : Math.floor((100 * bytes) / totalBytes);
		const step = process.stdout.isTTY ? percent : Math.floor(percent / 10) * 10;
		if (step === said) return;
		said = step;
		const line = `${id}  ${String(step).padStart(3)} %  ${megabytes(bytes)} of ${megabytes(totalBytes)}`;
		if (!process.stdout.isTTY) return print(line);
		const filled = Math.round(percent / 5);
		process.stdout.write(`\r${'█'.repeat(filled)}${'░'.repeat(20 - filled)} ${line}\u001b[K${percent === 100 ? '\n' : ''}`);
	};
}

function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
