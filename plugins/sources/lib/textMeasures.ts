/** Rough measures of written sources, good enough to plan with. */

const timing = /^[ \t]*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}[ \t]*-->[ \t]*(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3}).*$/gm;

/** Where the latest cue of WebVTT or SubRip subtitles ends, in seconds. */
export function lastCueEnd(text: string): number | undefined {
	let latest = 0;
	for (const [, hours = '0', minutes = '0', seconds = '0', fraction = '0'] of text.matchAll(timing)) {
		latest = Math.max(latest, Number(hours) * 3600 + Number(minutes) * 60 + Number(`${seconds}.${fraction}`));
	}
	return latest > 0 ? latest : undefined;
}

/** Subtitles without their header, comments, styles, numbers, times and tags. */
export function stripCues(text: string): string {
	return text
		.split(/\r?\n[ \t]*(?:\r?\n)+/)
		.map((block) => block.split(/\r?\n/))
		.flatMap((lines) => {
			const at = lines.findIndex((line) => line.includes('-->'));
			return at === -1 ? [] : lines.slice(at + 1);
		})
		.join('\n')
		.replace(/<[^>]*>/g, '');
}

/** Words; of scripts that write none, characters. */
export function wordsIn(text: string): number {
	return (
		text.match(
			/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}'’])+/gu
		) ?? []
	).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
