/** How pages look that stand in front of what was meant, or have no text of their own. Total functions over what was read of a page. */
export interface PageFindings {
	/** The title of the document. */
	readonly title: string;
	/** All text of the page. */
	readonly pageText: string;
	readonly hasPasswordField: boolean;
	/** The page says of itself, in its metadata, that it is not free to read. */
	readonly saysPaid: boolean;
	/** What was found as the article. */
	readonly lines: readonly string[];
	/** Of the article's characters, how many are inside links: 0 to 1. */
	readonly linkShare: number;
	/** The address that was asked for and the one that answered. */
	readonly requestedUrl?: string | undefined;
	readonly url?: string | undefined;
}

/** Why a page is no article, as the end of a sentence that starts with its address; `undefined` if it is one. */
export function notAnArticle(page: PageFindings): string | undefined {
	const isShort = weight(page.lines) < 1500;
	if (isDoor(page.url) && !isDoor(page.requestedUrl ?? page.url)) return 'leads to a log-in or consent page';
	if (isShort && (page.hasPasswordField || logInTitle.test(page.title))) return 'is a log-in page';
	if (isShort && consent.test(`${page.title}\n${page.pageText.slice(0, 3000)}`)) return 'is a consent page';
	if (isShort && obstacleTitle.test(page.title)) return 'shows an error or a check for robots instead of an article';
	if (isShort && (page.saysPaid || paywall.test(page.pageText))) return 'shows only the beginning: the rest is for subscribers';
	if (weight(page.lines) < 250) return 'has no article text';
	if (page.linkShare > 0.6) return 'is a list of links, not an article';
	return undefined;
}

const logInTitle = /^\W*(?:log ?-?in|sign ?-?in|sign up|anmelden|einloggen|login|connexion|se connecter|iniciar sesi[oó]n|accedi)\b/i;

const obstacleTitle =
	/^\W*(?:just a moment|attention required|access denied|forbidden|are you a (?:robot|human)|security check|verify you are human|[45]\d\d\b|(?:page )?not found|page introuvable|seite nicht gefunden|error\b)/i;

const consent =
	/before you continue to|bevor sie .{0,40} fortfahren|avant de continuer|(?:accept|manage) (?:all )?cookies (?:to|and) continue|we (?:and our partners )?(?:value|care about) your privacy/i;

const paywall =
	/(?:subscribe|sign up|register|log in|create an? (?:free )?account)(?: now| today)? to (?:continue|keep|read|unlock)|to (?:continue|keep) reading|(?:article|story|content) is (?:only |exclusively )?(?:for|reserved for|available to) (?:paying )?subscribers|already a subscriber\?|weiterlesen mit|jetzt (?:abonnieren|weiterlesen)|r[eé]serv[eé] aux abonn[eé]s/i;

/** The door of a site: where browsers are sent that it does not know. */
function isDoor(url: string | undefined): boolean {
	if (url === undefined || !URL.canParse(url)) return false;
	const { hostname, pathname } = new URL(url);
	return (
		/^(?:accounts?|auth|consent|guce|id|login|signin|sso)\./i.test(hostname) ||
		/\/(?:log-?in|sign-?in|signon|sso|consent|servicelogin|authorize|oauth2?)(?:[./_-]|$)/i.test(pathname)
	);
}

/** Characters, where one of a script without spaces says about three times as much. */
function weight(lines: readonly string[]): number {
	const text = lines.join('');
	return text.length + 2 * (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0);
}
