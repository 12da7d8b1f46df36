import { formatPosition } from '#lib/report/formatPosition';
import type { WrittenAnswer } from '#lib/requests/Answers';
import type { FoundDocument } from '#lib/workflow/knowledge';
import { withLedger } from '#root/cli/openApp';
import { print, printJson, wrap } from '#root/cli/print';
import { UsageError } from '#root/cli/UsageError';

/** More passages than a person reads. */
const most = 5;

export async function ask(
	question: string,
	{ language = 'en', json }: { readonly language?: string; readonly json?: boolean }
): Promise<void> {
	if (question.trim() === '')
		throw new UsageError('no-question', 'There is no question', { hint: 'autointel ask "What does the bridge cost?"' });
	await withLedger(async ({ answers }) => {
		const { passages, written, notWritten } = await answers.ask(question, { type: 'operator' }, { language, limit: most });
		if (json) printJson({ question, known: passages.length > 0, passages, written, notWritten });
		else if (passages.length === 0) print('Nothing is known about that.');
		else if (written) print(describeAnswer(written, passages));
		else
			print([...passages.map(describe), ...(notWritten === undefined ? [] : [wrap(`No answer was written: ${notWritten}.`)])].join('\n\n'));
	});
}

function describeAnswer({ sentences, dropped, model }: WrittenAnswer, passages: readonly FoundDocument[]): string {
	const said = sentences.map(({ text, basis }) => `${text} ${basis.map((index) => `[${index + 1}]`).join(' ')}`);
	const cited = passages.flatMap((passage, index) =>
		sentences.some(({ basis }) => basis.includes(index)) ? [`[${index + 1}]\n${describe(passage)}`] : []
	);
	const left = dropped === 0 ? '' : `, without ${dropped} more that the passages do not carry`;
	return [wrap(said.join(' ')), ...cited, wrap(`Written by ${model} from these passages${left}.`)].join('\n\n');
}

function describe({ text, speaker, workflowId, source, at }: FoundDocument): string {
	const place = at === undefined ? '' : `, ${formatPosition(at)}`;
	return `${wrap(speaker === undefined ? text : `${speaker}: ${text}`)}\n${wrap(`${workflowId} (${source})${place}`, '  ')}`;
}
