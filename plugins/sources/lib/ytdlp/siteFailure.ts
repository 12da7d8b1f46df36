import { AutointelError, StageFailure } from 'autointel';

interface Refusal {
	readonly code: string;
	/** What yt-dlp, or the site through it, says. The first that fits counts. */
	readonly says: RegExp;
	readonly message: string;
	readonly hint: string;
}

const upload = 'Download it yourself, and upload the audio.';

const refusals: readonly Refusal[] = [
	{
		code: 'site-refuses-server',
		says: /not a bot|HTTP Error 429|Too Many Requests|rate-limited|IP (?:address )?is (?:likely )?(?:being )?blocked|Your IP address|unusual traffic|captcha|HTTP Error 403: Forbidden/iu,
		message: 'the site refuses this server’s address',
		hint: upload
	},
	{
		code: 'site-age',
		says: /confirm your age|age[- ]restricted|inappropriate for some users|verify your age|age verification/iu,
		message: 'it is restricted by age, and the site wants to know who is watching',
		hint: `${upload} Or have the operator set YTDLP_COOKIES.`
	},
	{
		code: 'site-region',
		says: /not (?:made this video )?available (?:in|from) your (?:country|location|region)|geo[- ]?restrict|blocked (?:it )?in your country/iu,
		message: 'it is not available in the country of this server',
		hint: upload
	},
	{
		code: 'site-private',
		says: /private video|video is private|is private|members[- ]only|members on level|join this channel|protected (?:tweet|account)|subscriber[s-]* only/iu,
		message: 'it is private',
		hint: 'Ask its owner for a link that anybody may open, or upload the recording.'
	},
	{
		code: 'site-login',
		says: /only available for registered users|log ?in|sign in|requires? (?:authentication|payment|a subscription)|--cookies|purchase|rental|premium/iu,
		message: 'the site shows it only to its members',
		hint: `${upload} Or have the operator set YTDLP_COOKIES.`
	},
	{
		code: 'site-not-yet',
		says: /live event will begin|premieres in|has not started|is not currently live|is offline/iu,
		message: 'it has not been broadcast yet',
		hint: 'Try again when it is over.'
	},
	{
		code: 'site-drm',
		says: /DRM protected|known to use DRM/iu,
		message: 'it is protected against copying',
		hint: 'Name a recording that may be downloaded.'
	},
	{
		code: 'site-removed',
		says: /has been removed|been deleted|removed by|video unavailable|is unavailable|no longer available|not available|does not exist|account (?:has been )?(?:terminated|suspended|deleted)|HTTP Error 40[04]|HTTP Error 410|not found|isn't available/iu,
		message: 'it is not there any more, or never was',
		hint: 'Check the address.'
	},
	{
		code: 'site-no-recording',
		says: /no (?:video|media|audio)[^.]*(?:could be )?found|there is no video|no video formats found|no media/iu,
		message: 'there is no recording at this address',
		hint: 'Name the address of a recording or an article.'
	},
	{
		code: 'yt-dlp-outdated',
		says: /unable to extract|signature extraction failed|nsig extraction failed|please report this issue|no such option|confirm you are on the latest version/iu,
		message: 'yt-dlp could not read the site, most likely because it is too old',
		hint: `Have the operator update yt-dlp. ${upload}`
	}
];

const passing =
	/Unable to download|timed out|Failed to (?:resolve|establish)|Connection (?:refused|reset|aborted)|HTTP Error 5\d\d|Temporary failure|getaddrinfo|Read timed/iu;

/** yt-dlp does not know the site. */
export class UnsupportedSite extends Error {}

/** What yt-dlp's last words mean. `shown`: the address as it is shown. Never repeats what yt-dlp says: addresses in it carry secrets. */
export function siteFailure(said: string, shown: string): Error {
	const errors = said.match(/^ERROR: .*$/gmu)?.join('\n') ?? said.slice(-2000);
	if (/Unsupported URL|is not a valid URL/u.test(errors)) return new UnsupportedSite(shown);
	const refusal = refusals.find(({ says }) => says.test(errors.replaceAll('’', "'")));
	if (refusal !== undefined) return new StageFailure(refusal.code, `${shown}: ${refusal.message}`, { hint: refusal.hint });
	if (passing.test(errors)) return new AutointelError('unreachable', `${shown} could not be reached through yt-dlp`);
	return new StageFailure('site-failed', `${shown} could not be fetched through yt-dlp`, { hint: upload });
}
