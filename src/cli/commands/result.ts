import { readPictures } from '#lib/report/readPictures';
import { renderHtml } from '#lib/report/renderHtml';
import { renderMarkdown } from '#lib/report/renderMarkdown';
import type { Report } from '#lib/workflow/report';
import type { App } from '#root/app';
import { runDocument } from '#root/cli/documents';
import { howToCall } from '#root/cli/howToCall';
import { withLedger } from '#root/cli/openApp';
import { printFile, printJson } from '#root/cli/print';
import { UsageError, unknownWorkflow } from '#root/cli/UsageError';

const formats = ['md', 'html', 'json', 'vtt'];

export async function result(id: string, options: { readonly format?: string; readonly json?: boolean }): Promise<void> {
	const format = options.format ?? (options.json ? 'json' : 'md');
	if (!formats.includes(format))
		throw new UsageError('unknown-format', `"${format}" is no format`, { hint: `Formats: ${formats.join(', ')}.` });
	await withLedger(async (app) => {
		const workflow = await app.ledger.find(id);
		if (!workflow) throw unknownWorkflow(id);
		const run = await runDocument(app, workflow);
		if (!run.report || workflow.finishedAt === undefined) {
			const why =
				workflow.finishedAt === undefined ? `${id} has no result yet: it is ${workflow.status}` : `The result of ${id} is kept no longer`;
			throw new UsageError('no-result', why, { hint: `${howToCall('status', id)} shows how far it is.` });
		}
		if (format === 'json') printJson(run);
		else printFile(await render(app, run.report, format));
	});
}

async function render(app: App, report: Report, format: string): Promise<string> {
	if (format === 'html') return renderHtml(report, { pictures: await readPictures(report, (artifact) => app.artifacts.read(artifact)) });
	if (format === 'md') return renderMarkdown(report);
	const file = report.files.find(({ name }) => name.endsWith('.vtt'));
	if (!file)
		throw new UsageError('no-result', 'This result has no transcript with times', {
			hint: 'Its source has lines instead: use --format md.'
		});
	return (await app.artifacts.read(file.artifact)).toString('utf8');
}
