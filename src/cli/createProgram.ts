import { Command } from 'commander';
import { version } from '#root/version';
import { exitCodes } from './exitCodes.js';

/** All commands, as their help shows them. */
export function createProgram(): Command {
	const program = new Command('autointel')
		.description('Analyses recordings, videos and articles, durably.')
		.version(version)
		.addHelpText('after', `\n${describeExitCodes()}`);
	const json = ['--json', 'answer with one JSON document on standard output'] as const;
	const id = ['<id>', 'a workflow, as in wf_0123456789ab'] as const;
	const out = ['--out <dir>', 'where the report goes (default: <DATA_DIR>/reports/<id>)'] as const;

	program
		.command('run')
		.argument('<source>', 'a file (audio, video, .zip of tracks, .vtt .srt .txt .md .html) or an address')
		.description('analyse a source')
		.option('--kind <kind>', 'the kind of workflow')
		.option('--depth <depth>', 'how deep to go')
		.option('--language <language>', 'what is spoken or written in the source, as in en')
		.option('--report-language <language>', 'the language of the report', 'en')
		.option('--glossary <names>', 'names and terms that may come up, separated by commas')
		.option(...out)
		.option(...json)
		.action(loaded(async () => (await import('./commands/run.js')).run));
	program
		.command('status')
		.argument('[id]', id[1])
		.description('how far workflows are, or one of them')
		.option(...json)
		.action(loaded(async () => (await import('./commands/status.js')).status));
	program
		.command('result')
		.argument(...id)
		.description('the result of a workflow')
		.option('--format <format>', 'md, html, json or vtt')
		.option(...json)
		.action(loaded(async () => (await import('./commands/result.js')).result));
	program
		.command('resume')
		.argument(...id)
		.description('go on with a workflow that was interrupted')
		.option(...out)
		.option(...json)
		.action(loaded(async () => (await import('./commands/resume.js')).resume));
	program
		.command('retry')
		.argument(...id)
		.description('try a failed or partial workflow again; what succeeded is kept')
		.option(...out)
		.option(...json)
		.action(loaded(async () => (await import('./commands/retry.js')).retry));
	program
		.command('cancel')
		.argument(...id)
		.description('end a workflow; what it has found so far is kept')
		.option(...json)
		.action(loaded(async () => (await import('./commands/cancel.js')).cancel));
	program
		.command('list')
		.description('all workflows, newest first')
		.option(...json)
		.action(loaded(async () => (await import('./commands/list.js')).list));
	program
		.command('stages')
		.description('the plan: which stages run at a depth')
		.option('--kind <kind>', 'the kind of workflow')
		.option('--depth <depth>', 'how deep to go')
		.option(...json)
		.action(loaded(async () => (await import('./commands/stages.js')).stages));
	program
		.command('stage')
		.argument('<name>', 'a stage, as `autointel stages` shows it')
		.requiredOption('--input <file>', 'a source, or a .json document { source?, outputs?, language? }')
		.description('try one stage, without keeping anything')
		.option(...json)
		.action(loaded(async () => (await import('./commands/stage.js')).stage));
	program
		.command('ask')
		.argument('<question>', 'in quotation marks')
		.description('what earlier workflows learned, each answer with its place')
		.option('--language <language>', 'of the question', 'en')
		.option(...json)
		.action(loaded(async () => (await import('./commands/ask.js')).ask));
	program
		.command('plugins')
		.description('the plugins and what they bring')
		.option(...json)
		.action(loaded(async () => (await import('./commands/plugins.js')).plugins));
	const models = program.command('models').description('the speech models that are here');
	models
		.command('list', { isDefault: true })
		.description('which models have been fetched')
		.option(...json)
		.action(loaded(async () => (await import('./commands/models.js')).listModels));
	models
		.command('download')
		.argument('[id]', 'as in onnx-community/whisper-base (default: WHISPER_MODEL)')
		.description('fetch a model before the first recording comes')
		.option(...json)
		.action(loaded(async () => (await import('./commands/models.js')).downloadModel));
	models
		.command('remove')
		.argument('<id>', 'as `autointel models` shows it')
		.description('delete a model')
		.option(...json)
		.action(loaded(async () => (await import('./commands/models.js')).removeModel));
	program
		.command('backup')
		.argument('<file>', 'must not exist yet')
		.description('copy the ledger while it is in use')
		.option(...json)
		.action(loaded(async () => (await import('./commands/backup.js')).backup));
	program
		.command('deliveries')
		.description('what has not been delivered yet, and why')
		.option('--retry [id]', 'try again what is held: a delivery, a workflow, or everything')
		.option(...json)
		.action(loaded(async () => (await import('./commands/deliveries.js')).deliveries));
	program
		.command('forget')
		.description('delete everything that is stored about a person, a server or a workflow, here and in Discord')
		.option('--user <id>', "a person, by Discord's id")
		.option('--server <id>', "a server, by Discord's id")
		.option('--workflow <id>', id[1])
		.option(...json)
		.action(loaded(async () => (await import('./commands/forget.js')).forget));
	program
		.command('pause')
		.description('accept nothing new on Discord; what is under way goes on')
		.option('--note <note>', 'what members are told, as in "back at noon"')
		.option(...json)
		.action(loaded(async () => (await import('./commands/pause.js')).pause));
	program
		.command('unpause')
		.description('accept again')
		.option(...json)
		.action(loaded(async () => (await import('./commands/pause.js')).unpause));
	program
		.command('invite')
		.description('the link that adds the bot to a server, with the least permissions')
		.option(...json)
		.action(loaded(async () => (await import('./commands/invite.js')).invite));
	program
		.command('doctor')
		.description('what is set, reachable and missing, and what that costs')
		.option(...json)
		.action(loaded(async () => (await import('./commands/doctor.js')).doctor));

	for (const command of [program, ...program.commands, ...models.commands]) {
		// Errors are ours to report.
		command
			.exitOverride()
			.configureOutput({ outputError: () => {} })
			.configureHelp({ helpWidth: Math.min(process.stdout.columns ?? 80, 100) });
	}
	return program;
}

/** A command's code is loaded when it is called: help, and mistakes, are answered at once. */
function loaded<Args extends unknown[]>(load: () => Promise<(...args: Args) => Promise<void>>): (...args: Args) => Promise<void> {
	return async (...args) => (await load())(...args);
}

function describeExitCodes(): string {
	const codes = Object.entries(exitCodes).map(([meaning, code]) => `${code} ${meaning}`);
	return `Exit codes: ${codes.slice(0, 5).join(', ')},\n${codes.slice(5).join(', ')}.`;
}
