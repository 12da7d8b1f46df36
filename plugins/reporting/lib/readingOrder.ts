/** The answer first, then what it rests on, then how it came about. Names of stages that are not planned do no harm. */
const readingOrder: readonly string[] = [
	'synthesis',
	'briefing',
	'verification',
	'extended-verification',
	'deception-analysis',
	'timeline',
	'linguistic-analysis',
	'behavioral-patterns',
	'research-context',
	'social-intelligence',
	'persona-profile',
	'network-analysis',
	'multimodal',
	'knowledge-integration',
	'communication',
	'transcription',
	'content-acquisition',
	'mission-planning'
];

/** What comes first whatever is learned: the answer. */
const pinned = 2;

/** The order after what readers taught: liked sections move up by one place, disliked ones down, the first two stay. */
export function learnedOrder(
	learned: { readonly earlier: readonly string[]; readonly later: readonly string[] } | undefined
): readonly string[] {
	const order = [...readingOrder];
	for (const stage of learned?.earlier ?? []) swap(order, order.indexOf(stage), -1);
	for (const stage of learned?.later ?? []) swap(order, order.indexOf(stage), 1);
	return order;
}

function swap(order: string[], at: number, by: number): void {
	const [stage, other] = [order[at], order[at + by]];
	if (at < pinned || at + by < pinned || stage === undefined || other === undefined) return;
	order[at] = other;
	order[at + by] = stage;
}
