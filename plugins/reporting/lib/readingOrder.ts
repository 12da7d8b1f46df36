/** The answer first, then what it rests on, then how it came about. Names of stages that are not planned do no harm. */
export const readingOrder: readonly string[] = [
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
