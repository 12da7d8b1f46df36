/** Pages for tests, as sites write them. */
export const paragraphs: readonly string[] = [
	'The council of Alder Falls voted on Tuesday to repair the Mill Street Bridge, which has been closed to lorries since the flood in March.',
	'“We cannot wait for another winter,” said the mayor, who had asked for the vote; the works are to begin in June and to take eleven months.',
	'Opponents point to the cost, which has doubled since the first estimate, and to the ferry, which carries most of the traffic meanwhile.',
	'The county will pay a third of it, the town the rest, and the budget for next year has to be agreed on by the end of September at the latest.'
];

export function articlePage({ head = '', lang = 'en', body = paragraphs.map((text) => `<p>${text}</p>`).join('\n') } = {}): string {
	return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>Bridge to be repaired | The Alder Post</title>
<meta property="og:site_name" content="The Alder Post"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-05-15T08:00:00Z">${head}</head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sports">Sports</a></li></ul></nav>
<main><article><h1>Bridge to be repaired</h1>${body}</article></main>
<aside><h3>Most read</h3><a href="/1">Something else entirely</a></aside><footer>© The Alder Post</footer></body></html>`;
}

export const logInPage = `<html><head><title>Log in - Example</title></head><body><h1>Log in</h1><form action="/session" method="post">
<label>E-mail <input name="email"></label><label>Password <input type="password" name="password"></label><button>Log in</button></form>
<p>Forgot your password? No account yet? Signing up takes a minute and lets you comment on everything that our authors write here every day.</p>
</body></html>`;

export const consentPage = `<html><head><title>Before you continue</title></head><body><h1>Before you continue to Example</h1>
<p>We use cookies and data to deliver and maintain our services, to track outages, and to protect against spam, fraud and abuse of all kinds.</p>
<p>If you choose to accept all, we will also use cookies and data to develop and improve new services, and to measure how well advertisements work.</p>
<button>Reject all</button><button>Accept all</button></body></html>`;

export const paywallPage = articlePage({
	body: `<p>${paragraphs[0]}</p><p>${paragraphs[1]}</p><div class="offer"><p>Subscribe now to continue reading. Already a subscriber? Log in.</p></div>`
});

export const frontPage = `<html><head><title>The Alder Post</title></head><body><main><ul>${Array.from(
	{ length: 30 },
	(_, index) => `<li><a href="/${index}">Headline number ${index} about something that happened in the town</a></li>`
).join('')}</ul></main></body></html>`;

export const scriptPage =
	'<html><head><title>App</title></head><body><div id="root"></div><noscript>Turn JavaScript on.</noscript><script>run()</script></body></html>';
