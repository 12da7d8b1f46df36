import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { describeError } from '#lib/errors/describeError';
import { readPictures } from '#lib/report/readPictures';
import { renderHtml } from '#lib/report/renderHtml';
import { renderMarkdown } from '#lib/report/renderMarkdown';
import type { App } from '#root/app';
import type { RunDocument } from './documents.js';
import { howToCall } from './howToCall.js';

/**
 * Writes report.md, report.html, report.json and the files of the report into a folder. Answers with the page that a person should open.
 *
 * @throws {ConfigurationError} `folder-unusable`. The result itself stays where it is.
 */
export async function writeReport(app: App, run: RunDocument, out: string | undefined): Promise<string | undefined> {
	if (!run.report) return undefined;
	const folder = resolve(out ?? join(app.settings.DATA_DIR, 'reports', run.workflowId));
	const page = join(folder, 'report.html');
	try {
		await mkdir(folder, { recursive: true });
		// First: none of them may take the place of ours.
		for (const { name, artifact } of run.report.files) await copyFile(app.artifacts.path(artifact), join(folder, basename(name)));
		await writeFile(join(folder, 'report.md'), renderMarkdown(run.report));
		const pictures = await readPictures(run.report, (artifact) => app.artifacts.read(artifact));
		await writeFile(page, renderHtml(run.report, { pictures }));
		await writeFile(join(folder, 'report.json'), `${JSON.stringify(run, null, '\t')}\n`);
	} catch (error) {
		throw new ConfigurationError('folder-unusable', `The report could not be written to ${folder}: ${describeError(error).message}`, {
			hint: `The result is kept: ${howToCall('result', run.workflowId)}`,
			cause: error
		});
	}
	return page;
}
