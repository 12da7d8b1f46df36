import { ButtonStyle } from 'discord-api-types/v10';
import type { Report } from '#lib/workflow/report';
import { button, colors, container, row, text } from './components.js';
import { FirstScreen } from './firstScreen.js';
import { fitText } from './fitText.js';
import { footer } from './footer.js';
import { type MessageBody, type MessageOptions, messageBody } from './MessageBody.js';
import { markerOf } from './markerOf.js';
import { opening } from './opening.js';
import type { ResultView } from './ResultView.js';
import { withoutPaths } from './withoutPaths.js';

/** What went wrong: at which stage, why, what the member can do, and what there is all the same. Never a stack trace. */
export function failureMessage(view: ResultView, options: MessageOptions = {}): MessageBody {
	const { report, reason, deliveryId, workflowId, interactive = true } = view;
	const cancelled = report.status === 'cancelled';
	const screen = new FirstScreen();
	const before = screen.take(opening(view, options, cancelled ? 'this was cancelled' : 'this did not work'));
	const title = screen.take(`## ${fitText(report.title, 150) || 'Untitled'}`);
	const last = screen.take(footer(view));
	const why = fitText(withoutPaths(reason?.message ?? report.reason ?? ''), 400) || 'no reason was recorded';
	const what = screen.take(`**${cancelled ? 'Cancelled' : 'Failed'}**: ${why}`);
	const hint = fitText(reason?.hint ?? '', 200) || (cancelled ? '' : tryAgain);
	const help = hint === '' ? '' : screen.take(`**What you can do**: ${hint}`);
	const kept = screen.take(done(report));
	const id = { workflowId, ...(deliveryId === undefined ? {} : { deliveryId }) };
	const hasFiles = report.sections.some(({ status }) => status === 'succeeded');
	const buttons = [
		...(cancelled ? [] : [button({ action: 'retry', ...id }, 'Try again', ButtonStyle.Primary)]),
		...(report.files.some(({ role }) => role === 'transcript') ? [button({ action: 'transcript', ...id }, 'Transcript')] : []),
		...(hasFiles ? [button({ action: 'report', ...id }, 'What there is')] : [])
	];
	return messageBody(
		[
			...(before === '' ? [] : [text(before)]),
			container([title, what, help, kept, last], {
				color: cancelled ? colors.quiet : colors.failed,
				...(deliveryId === undefined ? {} : { marker: markerOf(deliveryId) })
			}),
			...(interactive ? row(buttons) : [])
		],
		options
	);
}

const tryAgain = 'Try again. If it fails again, tell the operator of this bot the id below.';

function done({ sections }: Report): string {
	const titles = sections.filter(({ audience, status }) => audience === 'member' && status === 'succeeded').map(({ title }) => title);
	return titles.length === 0 ? '' : `Done before that: ${fitText(titles.join(', '), 200)}`;
}
