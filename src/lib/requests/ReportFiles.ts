import type { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { AutointelError } from '#lib/errors/AutointelError';
import type { Ledger } from '#lib/ledger/Ledger';
import { readPictures } from '#lib/report/readPictures';
import { renderHtml } from '#lib/report/renderHtml';
import { renderMarkdown } from '#lib/report/renderMarkdown';
import { visibleSections } from '#lib/report/visibleSections';
import type { Results } from '#lib/results/Results';
import type { Report, ReportFile } from '#lib/workflow/report';
import type { Found } from './Lookup.js';

/** A file for a message. */
export interface MemberFile {
	readonly name: string;
	readonly data: Buffer;
}

export interface ReportFileServices {
	readonly ledger: Pick<Ledger, 'heads' | 'plan'>;
	readonly results: Results;
	readonly artifacts: ArtifactStore;
}

/** Discord takes so much in one request, and ten files. Bytes. */
const largestMessage = 24 * 1024 ** 2;
const mostFiles = 10;

/** The files of a workflow as members get them: what is meant for operators is left out. */
export class ReportFiles {
	readonly #services: ReportFileServices;

	public constructor(services: ReportFileServices) {
		this.#services = services;
	}

	/** The words of the source, as soon as they exist. @throws {AutointelError} `no-files`, `files-too-large` */
	public async transcript(found: Found, limitBytes: number): Promise<readonly MemberFile[]> {
		this.#checkView(found);
		const files = await this.#memberFiles(found);
		const transcripts = files.filter(({ role }) => role === 'transcript');
		if (transcripts.length === 0) throw new AutointelError('no-files', 'There is no transcript (any more)');
		return this.#read(transcripts, limitBytes);
	}

	/** The report as a page, as text and as data, with the files that belong to it. @throws {AutointelError} `no-files`, `files-too-large` */
	public async report(found: Found, limitBytes: number): Promise<readonly MemberFile[]> {
		this.#checkView(found);
		const { id } = found.workflow;
		const whole = found.workflow.finishedAt === undefined ? undefined : await this.#services.results.get(id);
		if (!whole) throw new AutointelError('no-files', 'There is no report (any more)');
		const report = { ...whole, sections: visibleSections(whole, 'member'), files: await this.#memberFiles(found, whole) };
		const pictures = await readPictures(report, (artifact) => this.#services.artifacts.read(artifact));
		const own = [
			{ name: 'report.html', data: Buffer.from(renderHtml(report, { pictures })) },
			{ name: 'report.md', data: Buffer.from(renderMarkdown(report)) },
			{ name: 'report.json', data: Buffer.from(`${JSON.stringify({ workflowId: id, report }, null, '\t')}\n`) }
		];
		const others = await this.#readThose(report.files, limitBytes);
		return fitting([...own, ...others], limitBytes);
	}

	#checkView({ view }: Found): void {
		if (view !== 'full') throw new AutointelError('no-files', 'Only who asked for it can have its files');
	}

	/** The files of the stages that speak to members; in a report they may have other names. */
	async #memberFiles({ workflow }: Found, report?: Report): Promise<readonly ReportFile[]> {
		const { ledger } = this.#services;
		const [plan = [], heads] = await Promise.all([ledger.plan(workflow.id), ledger.heads(workflow.id)]);
		const files = plan.filter(({ audience }) => audience === 'member').flatMap(({ name }) => heads.get(name)?.files ?? []);
		return report ? report.files.filter(({ artifact }) => files.some((file) => file.artifact === artifact)) : files;
	}

	async #read(files: readonly ReportFile[], limitBytes: number): Promise<readonly MemberFile[]> {
		return fitting(await this.#readThose(files, limitBytes), limitBytes);
	}

	/** Not more into memory than a message can take. */
	#readThose(files: readonly ReportFile[], limitBytes: number): Promise<readonly MemberFile[]> {
		const small = files.filter(({ bytes }) => bytes <= limitBytes);
		return Promise.all(small.map(async ({ name, artifact }) => ({ name, data: await this.#services.artifacts.read(artifact) })));
	}
}

/** As many of the files as a message takes, the first first. */
function fitting(files: readonly MemberFile[], limitBytes: number): readonly MemberFile[] {
	let room = largestMessage;
	const chosen = files
		.filter(({ data }) => {
			if (data.length > limitBytes || data.length > room) return false;
			room -= data.length;
			return true;
		})
		.slice(0, mostFiles);
	if (chosen.length > 0) return chosen;
	throw new AutointelError('files-too-large', 'The files are larger than Discord takes', {
		hint: 'Ask the operator for them: `autointel result` on the command line has them.'
	});
}
