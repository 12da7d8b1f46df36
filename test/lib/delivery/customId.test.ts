import assert from 'node:assert/strict';
import { buildCustomId, type CustomId, parseCustomId } from '#lib/delivery/customId';

const ids: readonly CustomId[] = [
	{ action: 'cancel', workflowId: 'wf_0123456789ab' },
	{ action: 'transcript', workflowId: 'wf_0123456789ab', deliveryId: 'dl_0123456789ab' },
	{ action: 'report', workflowId: 'wf_0123456789ab', deliveryId: 'dl_0123456789ab', detail: 'md' },
	{ action: 'report', workflowId: 'wf_0123456789ab', detail: 'html' }
];

describe('custom ids', () => {
	for (const id of ids) {
		it(`come back as they were: ${buildCustomId(id)}`, () => {
			assert.deepEqual(parseCustomId(buildCustomId(id)), id);
			assert.ok(buildCustomId(id).length <= 100);
		});
	}

	it('of others, and forged ones of ours, are not taken for ours', () => {
		for (const id of [
			'',
			'ai',
			'ai:cancel',
			'ai:explode:wf_0',
			'x:cancel:wf_0',
			'ai:cancel:wf_0;drop',
			'ai:cancel:wf_0:not-ours',
			'ai:cancel:wf_0:::x'
		])
			assert.equal(parseCustomId(id), undefined, id);
	});
});
