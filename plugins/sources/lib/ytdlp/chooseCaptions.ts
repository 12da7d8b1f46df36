import type { SiteInfo } from './siteInfo.js';

export interface Captions {
	/** As yt-dlp calls it. */
	readonly code: string;
	/** A BCP 47 tag. */
	readonly language: string;
	/** Made by the site, not by people. */
	readonly automatic: boolean;
}

/**
 * The captions that say what is spoken: written ones before automatic ones, never translations. `spoken`: what the requester says is
 * spoken. `undefined`: there are none, and the recording has to be listened to.
 */
export function chooseCaptions(info: SiteInfo, spoken: string | undefined): Captions | undefined {
	const written = codesIn(info.subtitles);
	const automatic = codesIn(info.automatic_captions);
	// Sites that translate their captions mark the original.
	const original = automatic.find((code) => code.endsWith('-orig'))?.replace(/-orig$/u, '');
	const language = spoken ?? info.language ?? original;
	const [only, ...others] = written;
	const byPeople = language === undefined ? (others.length === 0 ? only : undefined) : best(written, language);
	if (byPeople !== undefined) return { code: byPeople, language: byPeople, automatic: false };
	if (language === undefined) return undefined;
	const bySite =
		best(automatic, `${language}-orig`) ??
		(original === undefined || sameLanguage(original, language) ? best(automatic, language) : undefined);
	return bySite === undefined ? undefined : { code: bySite, language: bySite.replace(/-orig$/u, ''), automatic: true };
}

function codesIn(captions: SiteInfo['subtitles']): readonly string[] {
	return Object.entries(captions ?? {}).flatMap(([code, formats]) =>
		/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*$/u.test(code) && formats.some(({ ext }) => ext === 'vtt') ? [code] : []
	);
}

/** The very language, then one of its varieties: `en-GB` will do for `en`, and `pt` for `pt-BR`. */
function best(codes: readonly string[], wanted: string): string | undefined {
	const plain = (code: string) => code.toLowerCase();
	return (
		codes.find((code) => plain(code) === plain(wanted)) ??
		(wanted.endsWith('-orig') ? undefined : codes.find((code) => !code.endsWith('-orig') && sameLanguage(code, wanted)))
	);
}

function sameLanguage(one: string, other: string): boolean {
	return one.split('-')[0]?.toLowerCase() === other.split('-')[0]?.toLowerCase();
}
