import assert from 'node:assert/strict';
import { findAddress } from '#lib/discord/findAddress';

const talk = 'https://example.org/talk';
const wiki = 'https://en.wikipedia.org/wiki/Harbour_(disambiguation)';

describe('findAddress', () => {
	const around: readonly (readonly [string, string])[] = [
		...['.', ',', '!', '?', ';', ':', '…', '...', '"', "'", '”', '’', '»', ')', ').', '**', '*', '||', '`', '>', '。', '）', '」'].map(
			(end) => [`see ${talk}${end} it is good`, talk] as const
		),
		[`**${talk}**`, talk],
		[`__${talk}__`, talk],
		[`~~${talk}~~!`, talk],
		[`***__${talk}__***`, talk],
		[`||${talk}||`, talk],
		[`<${talk}>`, talk],
		[`<${talk}?a=b,>`, `${talk}?a=b,`],
		[`\`${talk}\``, talk],
		[`"${talk}", she said`, talk],
		[`(${talk})`, talk],
		[`[a talk](${talk})`, talk],
		[`[a talk](<${talk}>)`, talk],
		[`[a talk](${talk} "its title")`, talk],
		[`[${talk}](${talk})`, talk],
		[wiki, wiki],
		[`(${wiki})`, wiki],
		[`[a harbour](${wiki}).`, wiki],
		[`${talk}/`, `${talk}/`],
		[`${talk}?v=a_b-_`, `${talk}?v=a_b-_`],
		[`${talk}#part-1.`, `${talk}#part-1`],
		[`HTTPS://example.org/x`, 'HTTPS://example.org/x'],
		[`http://[::1]:8080/x]`, 'http://[::1]:8080/x'],
		['https://пример.испытание/путь.', 'https://пример.испытание/путь'],
		[`https:// and https://... and ${talk}`, talk],
		[`${talk}, https://example.org/other`, talk]
	];
	for (const [content, address] of around) it(JSON.stringify(content), () => assert.equal(findAddress(content), address));

	for (const content of ['just words', 'ftp://example.org', 'https://', '']) {
		it(`none in ${JSON.stringify(content)}`, () => assert.equal(findAddress(content), undefined));
	}
});
