import { button, row } from './components.js';
import type { ResultView } from './ResultView.js';

/** What a member can ask for: files come to the one who asks. */
export function resultButtons({ workflowId, deliveryId, report, interactive = true }: ResultView): ReturnType<typeof row> {
	if (!interactive) return [];
	const id = { workflowId, ...(deliveryId === undefined ? {} : { deliveryId }) };
	return row([
		...(report.files.some(({ role }) => role === 'transcript') ? [button({ action: 'transcript', ...id }, 'Transcript')] : []),
		button({ action: 'report', ...id }, 'Report files'),
		button({ action: 'vote-up', ...id }, '👍'),
		button({ action: 'vote-down', ...id }, '👎')
	]);
}
