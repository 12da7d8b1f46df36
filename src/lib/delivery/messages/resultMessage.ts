import { isBlank } from '#lib/text/isBlank';
import type { Report } from '#lib/workflow/report';
import { colors, container, text } from './components.js';
import { failureMessage } from './failureMessage.js';
import { FirstScreen } from './firstScreen.js';
import { fitText } from './fitText.js';
import { footer } from './footer.js';
import { type MessageBody, type MessageOptions, messageBody } from './MessageBody.js';
import { markerOf } from './markerOf.js';
import { opening } from './opening.js';
import type { ResultView } from './ResultView.js';
import { resultButtons } from './resultButtons.js';
import { takeawayLine, verdictLine } from './statements.js';
import { withoutPaths } from './withoutPaths.js';

const longestTitle = 120;
const longestAnswer = 420;
const mostTakeaways = 5;
const mostVerdicts = 3;
/** What is missing is always said; of that in more words only where the statements keep so much room. */
const leastMissing = 90;
const longestMissing = 260;
const roomForStatements = 600;

/**
 * What a workflow came to, on one screen: the answer, what to remember, what was checked, what is missing, and one small line about the
 * run. The report itself comes when a button asks for it.
 */
export function resultMessage(view: ResultView, options: MessageOptions = {}): MessageBody {
	const { report, deliveryId } = view;
	if (report.status === 'failed' || report.status === 'cancelled') return failureMessage(view, options);
	const screen = new FirstScreen();
	const before = screen.take(opening(view, options, 'here is what came out'));
	// What always has to be there takes its room first.
	const title = screen.take(`## ${fitText(report.title, longestTitle) || 'Untitled'}`);
	const last = screen.take(footer(view));
	const answer = screen.take(fitText(report.summary, longestAnswer));
	const missing = screen.take(missingLine(report, Math.min(longestMissing, Math.max(leastMissing, screen.left - roomForStatements))));
	const known = (report.takeaways ?? []).filter(({ text }) => !isBlank(text)).slice(0, mostTakeaways);
	const checked = (report.verdicts ?? []).filter(({ claim }) => !isBlank(claim)).slice(0, mostVerdicts);
	const [takeaways = '', verdicts = ''] = screen.takeGroups([
		{ heading: '**Takeaways**', lines: (longest) => known.map((item) => takeawayLine(item, longest)) },
		{ heading: '**Checked**', lines: (longest) => checked.map((verdict) => verdictLine(verdict, longest)) }
	]);
	const color = report.status === 'succeeded' ? colors.done : colors.gaps;
	const parts = [title, answer, takeaways, verdicts, missing, last];
	return messageBody(
		[
			...(before === '' ? [] : [text(before)]),
			container(parts, { color, ...(deliveryId === undefined ? {} : { marker: markerOf(deliveryId) }) }),
			...resultButtons(view)
		],
		options
	);
}

/** What a member does not find in the report, and how much that is. */
function missingLine({ sections }: Report, room: number): string {
	const missing = sections.filter(({ audience, status }) => audience === 'member' && status !== 'succeeded');
	if (missing.length === 0) return '';
	const named = missing.map(
		({ title, status, reason }) => `${title} (${status}${reason === undefined ? '' : `: ${withoutPaths(reason)}`})`
	);
	const label = `-# Not in this report${missing.length === 1 ? '' : ` (${missing.length})`}: `;
	return label + fitText(named.join('; '), room - label.length);
}
