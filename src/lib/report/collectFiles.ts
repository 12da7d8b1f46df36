import type { ReportFile } from '#lib/workflow/report';

/** What one stage put into the report. */
interface StageFiles {
	readonly stage: string;
	readonly files: readonly ReportFile[];
}

/**
 * The files of all stages under names that differ, because they end up in one folder. The same bytes under the same name are one file;
 * other bytes under a name that is taken get the stage's name in front.
 */
export function collectFiles(stages: readonly StageFiles[]): readonly ReportFile[] {
	const collected = new Map<string, ReportFile>();
	for (const { stage, files } of stages) {
		for (const file of files) {
			const name = freeName(file, stage, collected);
			collected.set(name, name === file.name ? file : { ...file, name });
		}
	}
	return [...collected.values()];
}

function freeName(file: ReportFile, stage: string, taken: ReadonlyMap<string, ReportFile>): string {
	let name = file.name;
	for (let count = 1; taken.has(name) && taken.get(name)?.artifact !== file.artifact; count++) {
		name = count === 1 ? `${stage}-${file.name}` : `${stage}-${count}-${file.name}`;
	}
	return name;
}
