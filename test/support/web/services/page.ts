import { htmlEscape } from 'escape-goat';

/** A page as sites serve them: navigation, an article, a footer. */
export function page(title: string, paragraphs: readonly string[]): string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${htmlEscape(title)}</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li></ul></nav>
<main><article><h1>${htmlEscape(title)}</h1>${paragraphs.map((text) => `<p>${htmlEscape(text)}</p>`).join('\n')}</article></main>
<footer>Nothing here is real but what is said to be.</footer></body></html>`;
}
