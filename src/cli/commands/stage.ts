import { renderMarkdown } from '#lib/report/renderMarkdown';
import { describeSource } from '#lib/workflow/source';
import { loadRegistry } from '#root/app';
import { currentSettings } from '#root/cli/currentSettings';
import { exitCodes } from '#root/cli/exitCodes';
import { onOneLine } from '#root/cli/forTerminal';
import { formatDuration, print, printJson } from '#root/cli/print';
import { readStageInput } from '#root/cli/readStageInput';
import { type TriedChain, tryChain } from '#root/cli/tryChain';
import { UsageError } from '#root/cli/UsageError';

export async function stage(name: string, { input: word, json }: { readonly input: string; readonly json?: boolean }): Promise<void> {
	const input = await readStageInput(word);
	const settings = currentSettings();
	const registry = await loadRegistry(settings);
	if (!registry.stages.has(name)) {
		throw new UsageError('unknown-stage', `There is no stage "${onOneLine(name, 60)}"`, {
			hint: `Stages: ${[...registry.stages.keys()].sort().join(', ')}.`
		});
	}
	const tried = await tryChain(registry, settings, name, input);
	if (json) printJson(tried);
	else print(describe(tried, input.source === undefined ? 'none' : describeSource(input.source)));
	if (tried.status === 'failed') process.exitCode = exitCodes.failed;
}

function describe(tried: TriedChain, source: string): string {
	const { stage: name, durationMs } = tried;
	if (tried.status !== 'succeeded') {
		const { message, hint } = tried.reason;
		return `${name} ${tried.status}: ${message}${hint === undefined ? '' : `\n  ${hint}`}`;
	}
	const { section, output } = tried;
	const report = renderMarkdown({
		title: section.title,
		summary: `${name}, tried alone in ${formatDuration(durationMs)}`,
		status: 'succeeded',
		kind: 'trial',
		depth: name,
		source,
		sections: [{ notes: [], ...section, stage: name, status: 'succeeded', audience: 'member' }],
		files: section.files ?? []
	});
	return `${report}\nOutput:\n${JSON.stringify(output, null, '\t')}`;
}
