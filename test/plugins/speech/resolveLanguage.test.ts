import assert from 'node:assert/strict';
import { resolveLanguage } from '../../../plugins/speech/lib/resolveLanguage.js';

const german = 'Guten Abend und herzlich willkommen zur Versammlung der Bürger unserer Stadt.';

describe('resolveLanguage', () => {
	it('believes the requester first, then the source, then the words', async () => {
		assert.deepEqual(await resolveLanguage({ requested: 'pt_br', declared: ['fr'], text: german }), {
			language: 'pt-BR',
			basis: 'requested'
		});
		assert.deepEqual(await resolveLanguage({ declared: [undefined, 'FR'], text: german }), { language: 'fr', basis: 'declared' });
		assert.deepEqual(await resolveLanguage({ declared: [], text: german }), { language: 'de', basis: 'detected' });
	});

	it('passes over tags that say nothing or are none', async () => {
		const declared = ['und', 'not a tag', '', 'mul'];
		assert.deepEqual(await resolveLanguage({ requested: 'x', declared, text: german }), { language: 'de', basis: 'detected' });
	});

	it('does not guess from too little', async () => {
		for (const text of ['', 'OK. Yes!', '12345 67890 12345 67890 12345 67890', 'qxz jkv bwq zzt pfl krx vvb mnq wxz qqj hhg ttr']) {
			assert.deepEqual(await resolveLanguage({ declared: [], text }), { language: 'und', basis: 'unknown' }, text);
		}
	});

	it('needs fewer characters where each says more', async () => {
		assert.equal((await resolveLanguage({ declared: [], text: '今日は会議にようこそ。予算について話します。' })).language, 'ja');
	});
});
