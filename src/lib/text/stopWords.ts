/** Words that say nothing about a topic, for the languages of the `stopword` package. */
import lists from 'stopword';
import { fold } from './fold.js';

/** BCP 47 says `en`, the package ISO 639-3. */
const listNames: Readonly<Record<string, keyof typeof lists>> = {
	af: 'afr',
	ar: 'ara',
	bg: 'bul',
	bn: 'ben',
	ca: 'cat',
	cs: 'ces',
	da: 'dan',
	de: 'deu',
	el: 'ell',
	en: 'eng',
	eo: 'epo',
	es: 'spa',
	et: 'est',
	eu: 'eus',
	fa: 'fas',
	fi: 'fin',
	fr: 'fra',
	gl: 'glg',
	he: 'heb',
	hi: 'hin',
	hr: 'hrv',
	hu: 'hun',
	hy: 'hye',
	id: 'ind',
	it: 'ita',
	ja: 'jpn',
	ko: 'kor',
	la: 'lat',
	lt: 'lit',
	lv: 'lav',
	mr: 'mar',
	ms: 'msa',
	nb: 'nob',
	nl: 'nld',
	no: 'nob',
	pl: 'pol',
	pt: 'por',
	ro: 'ron',
	ru: 'rus',
	sk: 'slk',
	sl: 'slv',
	sv: 'swe',
	sw: 'swa',
	th: 'tha',
	tl: 'tgl',
	tr: 'tur',
	uk: 'ukr',
	ur: 'urd',
	vi: 'vie',
	zh: 'zho'
};

/** In lower case. `undefined` where there is no list for the language: then a word's rarity has to do. */
export function stopWordsFor(language: string): ReadonlySet<string> | undefined {
	const [primary = ''] = language.toLowerCase().split('-');
	const name = listNames[primary];
	const list: unknown = name === undefined ? undefined : lists[name];
	return Array.isArray(list) ? new Set(list.map((word) => fold(String(word)))) : undefined;
}
