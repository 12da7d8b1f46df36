/** The kind that members run when they name none: what was said, and what to think of it. Open to the stages of every plugin. */
import { defineKind } from 'autointel';

export const Autointel = defineKind({
	title: 'Analysis',
	description: 'What a recording or a text says, who says it, and what holds up, each statement with its place in the source.',
	depths: ['standard', 'deep', 'comprehensive', 'experimental'],
	isDefault: true
});
