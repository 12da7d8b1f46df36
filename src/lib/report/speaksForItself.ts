import type { Quote } from '#lib/workflow/quote';
import type { Item } from '#lib/workflow/report';

/** The quote that a statement consists of, if it is nothing but one: then it is shown once, not as a statement and as its evidence. */
export function speaksForItself({ text, evidence }: Item): Quote | undefined {
	const [only, ...others] = evidence ?? [];
	return only !== undefined && others.length === 0 && withoutSpace(only.quote) === withoutSpace(text) ? only : undefined;
}

function withoutSpace(text: string): string {
	return text.replace(/\s+/gu, '');
}
