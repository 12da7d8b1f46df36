import assert from 'node:assert/strict';
import { whereTextGoes } from '#lib/privacy/whereTextGoes';

const bare = { resultWebhook: false, resultTtlDays: 30, keepMedia: false };

describe('where text goes', () => {
	it('is nowhere when nothing is configured', () => {
		const text = whereTextGoes(bare);
		assert.match(text, /^Your source is analysed on the machine this bot runs on/);
		assert.match(text, /Results are kept for 30 days, files until they have been used\./);
		assert.match(text, /`\/autointel privacy`/);
	});

	it('names everybody who gets to see it', () => {
		const text = whereTextGoes({
			languageModel: 'api.example.com',
			transcription: 'speech.example.com',
			search: 'search.example.org',
			resultWebhook: true,
			resultTtlDays: 1,
			keepMedia: true
		});
		assert.match(text, /sent to the language model at api\.example\.com\./);
		assert.match(text, /Recordings are sent to speech\.example\.com to be transcribed\./);
		assert.match(
			whereTextGoes({ ...bare, languageModel: 'api.example.com', embeds: true }),
			/sent to the language and embedding models at api\.example\.com\./
		);
		assert.match(text, /searched for at search\.example\.org; not where you ask privately\./);
		assert.match(text, /webhook of the operator/);
		assert.match(text, /kept for 1 day, files as long as results/);
		assert.ok(text.length < 700, `${text.length}`);
	});

	it('takes services of this machine for this machine', () => {
		const text = whereTextGoes({ ...bare, languageModel: 'localhost:11434', transcription: '127.0.0.1:9000', search: '127.0.0.1:8080' });
		assert.equal(text, whereTextGoes(bare));
	});
});
