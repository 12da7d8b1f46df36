import assert from 'node:assert/strict';
import { nameOfLanguage, whyNotEnglish } from 'autointel';

const english = Array.from({ length: 8 }, () => 'The council of the town has decided that it will not sell what it owns to anybody.');
const german = Array.from({ length: 8 }, () => 'Der Rat der Stadt hat entschieden, dass er nichts von dem verkaufen wird, was ihr gehört.');

describe('whyNotEnglish', () => {
	it('lets English pass, in all its forms', () => {
		assert.equal(whyNotEnglish('en', english, 'checked'), undefined);
		assert.equal(whyNotEnglish('en-GB', english, 'checked'), undefined);
		assert.equal(whyNotEnglish('en', ['Hello there.'], 'checked'), undefined, 'too few words to doubt it');
	});

	it('names the language that it is instead', () => {
		assert.equal(whyNotEnglish('de', german, 'checked'), 'only English (en) can be checked, and this is in German (de)');
		assert.match(whyNotEnglish('und', english, 'checked') ?? '', /^the language is not known/);
		assert.equal(nameOfLanguage('pt-BR'), 'Brazilian Portuguese (pt-BR)');
	});

	it('does not believe what the words belie', () => {
		assert.match(whyNotEnglish('en', german, 'checked') ?? '', /said to be English, but its words are not/);
	});
});
