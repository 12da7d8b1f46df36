import { formatPosition } from '#lib/report/formatPosition';
import type { FoundDocument } from '#lib/workflow/knowledge';
import { withLedger } from '#root/cli/openApp';
import { print, printJson, wrap } from '#root/cli/print';
import { UsageError } from '#root/cli/UsageError';

/** More answers than a person reads. */
const most = 5;

export async function ask(
	question: string,
	{ language = 'en', json }: { readonly language?: string; readonly json?: boolean }
): Promise<void> {
	if (question.trim() === '')
		throw new UsageError('no-question', 'There is no question', { hint: 'autointel ask "What does the bridge cost?"' });
	await withLedger(async ({ knowledge }) => {
		const passages = await knowledge.ask(question, { type: 'operator' }, { language, limit: most });
		if (json) printJson({ question, known: passages.length > 0, passages });
		else if (passages.length === 0) print('Nothing is known about that.');
		else print(passages.map(describe).join('\n\n'));
	});
}

function describe({ text, speaker, workflowId, source, at }: FoundDocument): string {
	const place = at === undefined ? '' : `, ${formatPosition(at)}`;
	return `${wrap(speaker === undefined ? text : `${speaker}: ${text}`)}\n${wrap(`${workflowId} (${source})${place}`, '  ')}`;
}
