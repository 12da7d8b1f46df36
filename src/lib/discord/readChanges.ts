import type { ChatInputCommandInteraction } from 'discord.js';
import type { ServerChanges } from '#lib/requests/Servers';

/** The options of `/autointel settings` that can be reset, and what they set. */
const resettable = {
	default_depth: 'defaultDepth',
	deepest_depth: 'deepestDepth',
	report_language: 'reportLanguage',
	result_channel: 'resultChannelId',
	retention_days: 'retentionDays'
} as const;

/** What `/autointel settings` was asked to change; nothing: it only shows what holds. */
export function readChanges({ options }: ChatInputCommandInteraction): ServerChanges {
	const reset = options.getString('reset');
	const given = {
		defaultDepth: options.getString('default_depth'),
		deepestDepth: options.getString('deepest_depth'),
		reportLanguage: options.getString('report_language'),
		resultChannelId: options.getChannel('result_channel')?.id ?? null,
		retentionDays: options.getInteger('retention_days'),
		knowledge: options.getBoolean('knowledge'),
		scores: options.getBoolean('scores'),
		watchRules: readWords(options.getString('watch_rules')),
		glossary: readWords(options.getString('glossary'))
	};
	const back = Object.entries(resettable).flatMap(([option, name]) => (reset === option || reset === 'everything' ? [[name, null]] : []));
	const everything = reset === 'everything' ? { knowledge: null, scores: null, watchRules: null, glossary: null } : {};
	const changed = Object.entries(given).filter(([, value]) => value !== null);
	return { ...everything, ...Object.fromEntries(back), ...Object.fromEntries(changed) };
}

function readWords(text: string | null): readonly string[] | null {
	if (text === null) return null;
	const words = text.split(/[,\n]/u).map((word) => word.trim());
	return words.length === 1 && words[0]?.toLowerCase() === 'none' ? [] : [...new Set(words.filter((word) => word !== ''))];
}
