/** A proper name in a text. */
export interface Name {
	readonly text: string;
	readonly from: number;
	readonly to: number;
	/** Stands behind a title, as in `Mr. Hale`: somebody, not something. */
	readonly titled: boolean;
}

const shortTitles = 'Mr|Mrs|Ms|Dr|Prof';
const titles = 'Miss|Professor|Sir|Lady|Mayor|Councillor|Senator|Representative|Governor|Captain|Sergeant|Judge|Father|Sister';

/** Written with a capital wherever they stand, and no names of things: days, months, languages and peoples, and the speaker. */
const noNames = new RegExp(
	`^(?:I|I['’].*|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|God|Lord|OK|Okay|TV|${shortTitles}|${titles}|Ladies|Gentlemen|Madam|\\p{Lu}\\p{L}+(?:ish|ese|ean)|American|German|Russian|Italian|Australian|Canadian|Indian|Dutch|Greek|Roman|Christian|European|African|Asian|Mexican|Brazilian)$`,
	'u'
);

const capital = String.raw`\p{Lu}[\p{L}\p{M}\p{N}'’]*(?:[-.][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*`;
const pattern = new RegExp(
	String.raw`(?<title>\b(?:(?:${shortTitles})\.?|${titles}) )?(?<name>\b${capital}(?:(?: (?:of|of the|de|la|del|von|van|di|da|for|and the) | & | )${capital})*)`,
	'gu'
);
const sentenceStart = /(?:^|[.!?…:]["'”’)]*\s+|["“‘(]\s*)$/u;

/**
 * Proper names in an English sentence, by their capitals. The first word of a sentence has one anyway: it counts where it goes on as a
 * name, or where `isKnown` has seen it in the middle of another sentence.
 */
export function readNames(text: string, isKnown: (word: string) => boolean = () => false): readonly Name[] {
	return [...text.matchAll(pattern)].flatMap((match) => {
		const { title, name = '' } = match.groups ?? {};
		const from = match.index + (title?.length ?? 0);
		const before = text.slice(0, match.index);
		const trimmed = trim(name, title === undefined && sentenceStart.test(before), isKnown);
		if (trimmed === undefined) return [];
		const at = from + trimmed.skipped;
		return [{ text: trimmed.text, from: at, to: at + trimmed.text.length, titled: title !== undefined }];
	});
}

/** Takes words off both ends that are no part of a name. */
function trim(name: string, atStart: boolean, isKnown: (word: string) => boolean): { text: string; skipped: number } | undefined {
	const words = name.split(' ');
	let first = 0;
	let end = words.length;
	if (atStart && startsWithCommonWord(words, isKnown)) first = 1;
	while (first < end && isNoName(words[first] ?? '')) first++;
	while (end > first && isNoName(words[end - 1] ?? '')) end--;
	const text = words
		.slice(first, end)
		.join(' ')
		.replace(/['’]s?$/u, '');
	if (text.length < 2) return undefined;
	return { text, skipped: words.slice(0, first).join(' ').length + (first > 0 ? 1 : 0) };
}

function isNoName(word: string): boolean {
	return noNames.test(word.replace(/['’]s?$/u, '')) || !/^\p{Lu}/u.test(word);
}

/** `The Golden Gate` begins with a word that has its capital from the sentence; `Golden Gate` does not. */
function startsWithCommonWord([first = '', second]: readonly string[], isKnown: (word: string) => boolean): boolean {
	if (commonStarts.test(first)) return true;
	return !isKnown(first.replace(/['’]s?$/u, '')) && (second === undefined || !/^\p{Lu}/u.test(second));
}

const commonStarts =
	/^(?:The|A|An|This|That|These|Those|My|Our|Your|His|Her|Its|Their|In|On|At|By|For|From|With|Without|And|But|Or|So|If|When|While|Since|After|Before|Because|Although|Though|As|Then|Now|Here|There|Yes|No|Not|Only|Every|Each|All|Both|Some|Many|Most|Any|Even|Despite|During|Within|Under|Over|About|Between|Until|Unless|What|Who|Where|Why|How|Which|Whether|It|He|She|We|They|You|Let|Is|Are|Was|Were|Do|Does|Did|Have|Has|Had|Can|Could|Will|Would|Should|May|Might|Must|Look|Remember|Thank|Thanks|Good|Well|First|Last|Next|Yet|Surely|Besides|Instead|Also|Today|Yesterday|Tomorrow)(?:['’].*)?$/u;
