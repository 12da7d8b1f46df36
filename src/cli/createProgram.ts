import { Command } from 'commander';
import { version } from '#root/version';
import { ask } from './commands/ask.js';
import { backup } from './commands/backup.js';
import { cancel } from './commands/cancel.js';
import { deliveries } from './commands/deliveries.js';
import { doctor } from './commands/doctor.js';
import { forget } from './commands/forget.js';
import { invite } from './commands/invite.js';
import { list } from './commands/list.js';
import { downloadModel, listModels, removeModel } from './commands/models.js';
import { pause, unpause } from './commands/pause.js';
import { plugins } from './commands/plugins.js';
import { result } from './commands/result.js';
import { resume } from './commands/resume.js';
import { retry } from './commands/retry.js';
import { run } from './commands/run.js';
import { stage } from './commands/stage.js';
import { stages } from './commands/stages.js';
import { status } from './commands/status.js';
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
		.action(run);
	program
		.command('status')
		.argument('[id]', id[1])
		.description('how far workflows are, or one of them')
		.option(...json)
		.action(status);
	program
		.command('result')
		.argument(...id)
		.description('the result of a workflow')
		.option('--format <format>', 'md, html, json or vtt')
		.option(...json)
		.action(result);
	program
		.command('resume')
		.argument(...id)
		.description('go on with a workflow that was interrupted')
		.option(...out)
		.option(...json)
		.action(resume);
	program
		.command('retry')
		.argument(...id)
		.description('try a failed or partial workflow again; what succeeded is kept')
		.option(...out)
		.option(...json)
		.action(retry);
	program
		.command('cancel')
		.argument(...id)
		.description('end a workflow; what it has found so far is kept')
		.option(...json)
		.action(cancel);
	program
		.command('list')
		.description('all workflows, newest first')
		.option(...json)
		.action(list);
	program
		.command('stages')
		.description('the plan: which stages run at a depth')
		.option('--kind <kind>', 'the kind of workflow')
		.option('--depth <depth>', 'how deep to go')
		.option(...json)
		.action(stages);
	program
		.command('stage')
		.argument('<name>', 'a stage, as `autointel stages` shows it')
		.requiredOption('--input <file>', 'a source, or a .json document { source?, outputs?, language? }')
		.description('try one stage, without keeping anything')
		.option(...json)
		.action(stage);
	program
		.command('ask')
		.argument('<question>', 'in quotation marks')
		.description('what earlier workflows learned, each answer with its place')
		.option('--language <language>', 'of the question', 'en')
		.option(...json)
		.action(ask);
	program
		.command('plugins')
		.description('the plugins and what they bring')
		.option(...json)
		.action(plugins);
	const models = program.command('models').description('the speech models that are here');
	models
		.command('list', { isDefault: true })
		.description('which models have been fetched')
		.option(...json)
		.action(listModels);
	models
		.command('download')
		.argument('[id]', 'as in onnx-community/whisper-base (default: WHISPER_MODEL)')
		.description('fetch a model before the first recording comes')
		.option(...json)
		.action(downloadModel);
	models
		.command('remove')
		.argument('<id>', 'as `autointel models` shows it')
		.description('delete a model')
		.option(...json)
		.action(removeModel);
	program
		.command('backup')
		.argument('<file>', 'must not exist yet')
		.description('copy the ledger while it is in use')
		.option(...json)
		.action(backup);
	program
		.command('deliveries')
		.description('what has not been delivered yet, and why')
		.option('--retry [id]', 'try again what is held: a delivery, a workflow, or everything')
		.option(...json)
		.action(deliveries);
	program
		.command('forget')
		.description('delete everything that is stored about a person, a server or a workflow, here and in Discord')
		.option('--user <id>', "a person, by Discord's id")
		.option('--server <id>', "a server, by Discord's id")
		.option('--workflow <id>', id[1])
		.option(...json)
		.action(forget);
	program
		.command('pause')
		.description('accept nothing new on Discord; what is under way goes on')
		.option('--note <note>', 'what members are told, as in "back at noon"')
		.option(...json)
		.action(pause);
	program
		.command('unpause')
		.description('accept again')
		.option(...json)
		.action(unpause);
	program
		.command('invite')
		.description('the link that adds the bot to a server, with the least permissions')
		.option(...json)
		.action(invite);
	program
		.command('doctor')
		.description('what is set, reachable and missing, and what that costs')
		.option(...json)
		.action(doctor);

	for (const command of [program, ...program.commands, ...models.commands]) {
		// Errors are ours to report.
		command
			.exitOverride()
			.configureOutput({ outputError: () => {} })
			.configureHelp({ helpWidth: Math.min(process.stdout.columns ?? 80, 100) });
	}
	return program;
}

function describeExitCodes(): string {
	const codes = Object.entries(exitCodes).map(([meaning, code]) => `${code} ${meaning}`);
	return `Exit codes: ${codes.slice(0, 5).join(', ')},\n${codes.slice(5).join(', ')}.`;
}
