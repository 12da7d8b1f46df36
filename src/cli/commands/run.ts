import type { WorkflowOptions } from '#lib/workflow/workflow';
import { type FollowOptions, followRun } from '#root/cli/followRun';
import { mentionInterrupted } from '#root/cli/mentionInterrupted';
import { withApp } from '#root/cli/openApp';
import { parseSource } from '#root/cli/parseSource';
import { print } from '#root/cli/print';
import { UsageError } from '#root/cli/UsageError';

interface RunOptions extends FollowOptions {
	readonly kind?: string;
	readonly depth?: string;
	readonly language?: string;
	readonly reportLanguage: string;
	readonly glossary?: string;
}

export async function run(sourceText: string, options: RunOptions): Promise<void> {
	const source = await parseSource(sourceText);
	const workflowOptions: WorkflowOptions = {
		reportLanguage: languageTag(options.reportLanguage),
		...(options.language === undefined ? {} : { language: languageTag(options.language) }),
		...(options.glossary === undefined ? {} : { glossary: namesIn(options.glossary) })
	};
	await withApp(async (app) => {
		const kind = app.registry.kind(options.kind);
		const depth = options.depth ?? kind.definition.defaultDepth ?? kind.definition.depths[0] ?? '';
		if (!options.json) await mentionInterrupted(app);
		await followRun(app, options, async () => {
			const headless = app.settings.RESULT_WEBHOOK_URL !== undefined;
			const { workflow, ended } = await app.engine.acceptAndRun({ kind: kind.name, depth, source, options: workflowOptions, headless });
			if (!options.json) print(`${workflow.id}: ${kind.definition.title.toLowerCase()}, ${depth}`);
			return { id: workflow.id, ended };
		});
	});
}

function namesIn(list: string): readonly string[] {
	return list
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

function languageTag(text: string): string {
	try {
		return new Intl.Locale(text).toString();
	} catch (error) {
		throw new UsageError('unknown-language', `"${text}" is no language`, {
			hint: 'Languages are written like en, de or pt-BR.',
			cause: error
		});
	}
}
