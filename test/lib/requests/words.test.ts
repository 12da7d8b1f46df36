import assert from 'node:assert/strict';
import { ComponentType } from 'discord-api-types/v10';
import type { MessageBody } from '#lib/delivery/messages/MessageBody';
import { AutointelError } from '#lib/errors/AutointelError';
import { parseServerSettings } from '#lib/requests/ServerSettings';
import { settingsMessage } from '#lib/requests/settingsMessage';
import { sayError, sayRefusal } from '#lib/requests/words';
import { everyComponent } from '../../support/discord/model/everyComponent.js';

/** As much as Discord takes in one message. */
const most = 4000;

describe('What members are told in a line', () => {
	function textOf({ components }: MessageBody): string {
		const texts = everyComponent(components).map((component) => (component.type === ComponentType.TextDisplay ? component.content : ''));
		return texts.join('');
	}

	it('fits into a message, however much there is to say', () => {
		const flood = '*'.repeat(5000);
		const words = Array.from({ length: 50 }, () => '_'.repeat(100));
		for (const body of [
			sayError(new AutointelError('x', flood, { hint: flood })),
			sayRefusal({ code: 'paused', note: flood }),
			sayRefusal({ code: 'quota', open: Array.from({ length: 1000 }, (_, index) => `wf_${String(index).padStart(12, '0')}`) }),
			settingsMessage(parseServerSettings({ watchRules: words, glossary: words }), true)
		]) {
			const text = textOf(body);
			assert.ok(text.length > 0 && text.length <= most, `${text.length}`);
		}
	});

	it('says of an error that is none of theirs only that it happened', () => {
		assert.equal(textOf(sayError(new TypeError('x is not a function'))), 'Something went wrong here. The operator finds it in the log.');
	});
});
