import type { BackendReport } from 'autointel';

/** One report for each back end: one that answered once has answered. */
export function mergeReports(reports: readonly BackendReport[]): BackendReport[] {
	const merged = new Map<string, BackendReport>();
	for (const report of reports)
		if (merged.get(report.name)?.failure !== undefined || !merged.has(report.name)) merged.set(report.name, report);
	return [...merged.values()];
}
