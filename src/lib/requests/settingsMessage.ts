import { fitText } from '#lib/delivery/messages/fitText';
import type { MessageBody } from '#lib/delivery/messages/MessageBody';
import type { ServerSettings } from './ServerSettings.js';
import { say } from './words.js';

/** Two of them have room in a message. */
const longestList = 1_500;

/** What holds in a server. */
export function settingsMessage(settings: ServerSettings, changed: boolean): MessageBody {
	const { defaultDepth, deepestDepth, reportLanguage, resultChannelId, retentionDays, knowledge, scores, watchRules, glossary } = settings;
	const lines: readonly (readonly [string, string])[] = [
		['default depth', defaultDepth ?? 'as usual'],
		['deepest depth', deepestDepth ?? 'any'],
		['report language', reportLanguage ?? "the requester's"],
		['results', resultChannelId === undefined ? 'where they were asked for' : `<#${resultChannelId}>`],
		['results are kept', retentionDays === undefined ? 'as long as the operator keeps them' : `${retentionDays} days`],
		['knowledge', onOff(knowledge)],
		['scores', onOff(scores)],
		['watch rules', listed(watchRules)],
		['glossary', listed(glossary)]
	];
	return say(
		[
			changed ? '**Changed. In this server now holds:**' : '**In this server holds:**',
			...lines.map(([name, value]) => `- ${name}: ${value}`)
		].join('\n')
	);
}

function onOff(value: boolean): string {
	return value ? 'on' : 'off';
}

function listed(words: readonly string[]): string {
	return words.length === 0 ? 'none' : fitText(words.join(', '), longestList);
}
