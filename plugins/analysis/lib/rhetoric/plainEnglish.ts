/** How sentences are written for the cues: lower case, plain apostrophes, no quotation marks, contractions spelled out. */
export function plainEnglish(text: string): string {
	let plain = text
		.toLowerCase()
		.replace(/[‘’`]/gu, "'")
		.replace(/["“”„«»]/gu, '');
	for (const [contraction, full] of contractions) plain = plain.replace(contraction, full);
	return plain.replace(/\s+/gu, ' ').trim();
}

const contractions: readonly (readonly [RegExp, string])[] = [
	[/\bcan't\b|\bcan not\b/gu, 'cannot'],
	[/\bwon't\b/gu, 'will not'],
	[/\bshan't\b/gu, 'shall not'],
	[/n't\b/gu, ' not'],
	[/\blet's\b/gu, 'let us'],
	[/\b(it|that|there|what|he|she|who|where|here|how|when|nobody|everyone|everybody|one)'s\b/gu, '$1 is'],
	[/'re\b/gu, ' are'],
	[/'ve\b/gu, ' have'],
	[/'ll\b/gu, ' will'],
	[/\bi'm\b/gu, 'i am'],
	[/\bgonna\b/gu, 'going to'],
	[/\bgotta\b/gu, 'have to'],
	[/\bwanna\b/gu, 'want to'],
	[/\bcos\b|'cause\b/gu, 'because']
];
