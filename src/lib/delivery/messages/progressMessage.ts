import { ButtonStyle } from 'discord-api-types/v10';
import { humanizeName } from '#lib/report/humanizeName';
import { isBlank } from '#lib/text/isBlank';
import { button, colors, container, row } from './components.js';
import { fitText } from './fitText.js';
import { type MessageBody, type MessageOptions, messageBody } from './MessageBody.js';
import type { ProgressView } from './ProgressView.js';
import { progressBar } from './progressBar.js';
import { takeawayLine } from './statements.js';
import { withoutPaths } from './withoutPaths.js';

const mostStages = 4;
const mostTakeaways = 3;
const longestTakeaway = 170;

/** How far a workflow is: the first answer to whoever asked for it, and the message that is kept up to date from then on. */
export function progressMessage(view: ProgressView, options: MessageOptions = {}): MessageBody {
	const head = `### ${fitText(view.title, 150) || 'Untitled'}\n-# ${fitText(view.kind, 60)} · ${fitText(view.depth, 40)} · ${view.workflowId}`;
	const parts = [head, progressBar(view.progress), where(view), takeaways(view), small(view.notices)];
	const buttons = [
		...(view.hasTranscript ? [button({ action: 'transcript', workflowId: view.workflowId }, 'Transcript')] : []),
		...(isUnderWay(view) ? [button({ action: 'cancel', workflowId: view.workflowId }, 'Cancel', ButtonStyle.Danger)] : [])
	];
	return messageBody([container(parts, { color: colors.running }), ...row(buttons)], options);
}

function isUnderWay({ status, cancelRequested }: ProgressView): boolean {
	return !cancelRequested && (status === 'queued' || status === 'running' || status === 'parked');
}

/** Clients count relative times by themselves: the message need not be edited for that. */
function where(view: ProgressView): string {
	if (view.cancelRequested) return 'Cancelling …';
	if (view.status === 'parked') return 'Interrupted by the operator. It goes on when the operator resumes it.';
	const started = view.startedAt === undefined ? [] : [`started ${relative(view.startedAt)}`];
	if (view.status === 'queued') {
		const position = view.queuePosition === undefined ? 'Waiting for its turn' : `Waiting: number ${view.queuePosition} in the queue`;
		return [position, ...started].join(' · ');
	}
	if (view.status !== 'running') return 'Done. The result is on its way.';
	const done = view.doneAt === undefined ? [] : [`should be done ${relative(view.doneAt)}`];
	return [...stages(view), `-# ${[...started, ...done].join(' · ') || 'running'}`].join('\n');
}

function stages({ stages: running }: ProgressView): readonly string[] {
	const lines = running
		.slice(0, mostStages)
		.map(({ name, note }) => `${fitText(humanizeName(name), 60)}${note?.trim() ? `: ${fitText(withoutPaths(note), 100)}` : ' …'}`);
	return running.length > mostStages ? [...lines, `and ${running.length - mostStages} more …`] : lines;
}

function takeaways({ takeaways }: ProgressView): string {
	const known = takeaways.filter(({ text }) => !isBlank(text));
	return known.length === 0
		? ''
		: ['**So far**', ...known.slice(0, mostTakeaways).map((item) => takeawayLine(item, longestTakeaway))].join('\n');
}

function small(notices: readonly string[]): string {
	return notices.map((notice) => `-# ${notice}`).join('\n');
}

function relative(ms: number): string {
	return `<t:${Math.round(ms / 1000)}:R>`;
}
