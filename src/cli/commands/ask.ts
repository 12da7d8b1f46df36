import { formatPosition } from '#lib/report/formatPosition';
import type { WrittenAnswer } from '#lib/requests/Answers';
import type { FoundDocument } from '#lib/workflow/knowledge';
import { makeVectors } from '#root/cli/makeVectors';
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
	await withLedger(async (app) => {
		await makeVectors(app);
		const { passages, written, notWritten, onlyWords } = await app.answers.ask(question, { type: 'operator' }, { language, limit: most });
		if (json) return printJson({ question, known: passages.length > 0, passages, written, notWritten, onlyWords });
		const found = passages.length === 0 ? ['Nothing is known about that.'] : passages.map(describe);
		const notes = [
			...(notWritten === undefined ? [] : [wrap(`No answer was written: ${notWritten}.`)]),
			...(onlyWords === undefined ? [] : [wrap(`Only the words of the question were looked for: ${onlyWords}.`)])
		];
		print([...(written ? [describeAnswer(written, passages)] : found), ...notes].join('\n\n'));
	});
}

function describeAnswer({ sentences, dropped, model }: WrittenAnswer, passages: readonly FoundDocument[]): string {
	const said = sentences.map(({ text, basis, translated }) =>
		[text, ...basis.map((index) => `[${index + 1}]`), ...(translated ? ['(translated, not checked)'] : [])].join(' ')
	);
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
