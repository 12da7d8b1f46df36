import type { Forgotten } from '#lib/privacy/Forgetter';
import { describeSubject, type Subject } from '#lib/workflow/subject';
import type { App } from '#root/app';
import { count } from '#root/cli/count';
import { exitCodes } from '#root/cli/exitCodes';
import { onOneLine } from '#root/cli/forTerminal';
import { howToCall } from '#root/cli/howToCall';
import { withApp } from '#root/cli/openApp';
import { print, printJson } from '#root/cli/print';
import { UsageError, unknownWorkflow } from '#root/cli/UsageError';

export interface ForgetOptions {
	readonly user?: string;
	readonly server?: string;
	readonly workflow?: string;
	readonly json?: boolean;
}

/** Plugins are loaded: stages that keep data of their own have to be told. */
export async function forget(options: ForgetOptions): Promise<void> {
	const subject = subjectOf(options);
	await withApp(async (app) => {
		if (subject.type === 'workflow' && !(await isKnown(app, subject))) throw unknownWorkflow(subject.id);
		const forgotten = await app.privacy.forget(subject);
		const complete = forgotten.left.workflows + forgotten.left.messages === 0;
		if (!complete) process.exitCode = exitCodes.partial;
		if (options.json) printJson({ ...subject, ...forgotten, complete });
		else report(subject, forgotten, howToCall(...words(subject)));
	});
}

function report(subject: Subject, { workflows, files, messages, outOfReach, left }: Forgotten, again: string): void {
	const deleted = [count(workflows, 'workflow'), count(files, 'file'), count(messages, 'message')].join(', ');
	print(`Forgotten: ${describeSubject(subject)} (${deleted} deleted).`);
	if (outOfReach > 0) print(`${count(outOfReach, 'message')} in Discord cannot be deleted by the bot: nobody lets it.`);
	if (left.messages > 0) {
		print(`${count(left.messages, 'message')} in Discord could not be deleted now. A running bot goes on with it; or: ${again}`);
	}
	if (left.workflows > 0) print(`A stage could not delete what it keeps, the log says which. Once that is mended: ${again}`);
	if (workflows > 0) print('Backups of the ledger still have it: they are yours to delete.');
}

async function isKnown(app: App, subject: Subject): Promise<boolean> {
	const { workflows, forgetting } = await app.privacy.stored(subject);
	return workflows > 0 || forgetting;
}

function subjectOf({ user, server, workflow }: ForgetOptions): Subject {
	const named: readonly (readonly [Subject['type'], string | undefined])[] = [
		['person', user],
		['server', server],
		['workflow', workflow]
	];
	const [first, ...others] = named.flatMap(([type, id]) => (id === undefined ? [] : [{ type, id }]));
	if (!first || others.length > 0) {
		throw new UsageError('usage', 'forget needs one of --user, --server and --workflow', {
			hint: `As in: ${howToCall('forget', '--workflow', 'wf_0123456789ab')}`
		});
	}
	if (first.type !== 'workflow' && !/^\d{15,21}$/.test(first.id)) {
		throw new UsageError('not-an-id', `"${onOneLine(first.id, 60)}" is no id of Discord`, {
			hint: 'An id is a long number. Discord shows it with "Copy ID" once its developer mode is on.'
		});
	}
	return first;
}

function words({ type, id }: Subject): readonly string[] {
	return ['forget', `--${type === 'person' ? 'user' : type}`, id];
}
