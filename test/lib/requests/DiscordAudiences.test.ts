import assert from 'node:assert/strict';
import type { Readers } from '#lib/knowledge/Audiences';
import { DiscordAudiences } from '#lib/requests/DiscordAudiences';
import type { RequestRecord } from '#lib/workflow/request';
import { silentLogger } from '../../support/silentLogger.js';

const asked = (workflowId: string, given: Partial<RequestRecord>): RequestRecord => ({
	workflowId,
	userId: 'ada',
	serverId: 'harbour',
	channelId: 'general',
	private: false,
	context: 'server',
	createdAt: 0,
	...given
});

const requests: Readonly<Record<string, RequestRecord>> = Object.fromEntries(
	[
		asked('general', {}),
		asked('staff', { channelId: 'staff' }),
		asked('private', { private: true }),
		asked('elsewhere', { serverId: 'island', channelId: 'beach' }),
		asked('direct', { context: 'dm', serverId: undefined as never, channelId: 'dm' }),
		asked('shared', { channelId: 'staff', resultChannelId: 'general' }),
		asked('headless', { userId: undefined as never, context: 'headless', serverId: undefined as never, channelId: undefined as never })
	].map((request) => [request.workflowId, request])
);
const all = new Set([...Object.keys(requests), 'command-line']);

describe('who may see what other workflows learned', () => {
	/** Bo sees #general, Cy sees #general and #staff, for Dee Discord does not answer. */
	const audiences = new DiscordAudiences(
		{ request: async (id) => requests[id] },
		{
			canSee: async (userId, _, channelId) => {
				if (userId === 'dee') throw new Error('no answer');
				return channelId === 'general' || (userId === 'cy' && channelId === 'staff');
			}
		},
		silentLogger
	);
	const visibleTo = async (readers: Readers) => [...(await audiences.visibleTo(readers, all))].sort();
	const person = (userId: string, server = 'harbour') =>
		({ type: 'person', userId, serverId: server === 'none' ? undefined : server }) as const;

	it('shows in a channel what all who can see that channel can see: nothing from #staff in #general', async () => {
		assert.deepEqual(await visibleTo({ type: 'channels', serverId: 'harbour', channels: ['general'] }), ['general', 'shared']);
		assert.deepEqual(await visibleTo({ type: 'channels', serverId: 'harbour', channels: ['staff'] }), ['shared', 'staff']);
		assert.deepEqual(await visibleTo({ type: 'channels', serverId: 'harbour', channels: ['staff', 'general'] }), ['shared']);
		assert.deepEqual(await visibleTo({ type: 'channels', serverId: 'island', channels: ['general'] }), []);
	});

	it('shows a person their own, and what they can see in this server', async () => {
		assert.deepEqual(await visibleTo(person('ada')), ['direct', 'general', 'private', 'shared', 'staff']);
		assert.deepEqual(await visibleTo(person('bo')), ['general', 'shared']);
		assert.deepEqual(await visibleTo(person('cy')), ['general', 'shared', 'staff']);
	});

	it('keeps servers apart, and shows in a direct message only what is the person’s own', async () => {
		assert.deepEqual(await visibleTo(person('ada', 'island')), ['direct', 'elsewhere']);
		assert.deepEqual(await visibleTo(person('bo', 'none')), []);
	});

	it('shows nothing where Discord does not answer', async () => {
		assert.deepEqual(await visibleTo(person('dee')), []);
	});

	it('shows operators what is theirs and what was asked for in public', async () => {
		assert.deepEqual(await visibleTo({ type: 'operator' }), ['command-line', 'elsewhere', 'general', 'headless', 'shared', 'staff']);
	});

	it('knows who reads a report', async () => {
		assert.deepEqual(await audiences.readersOf('general'), { type: 'channels', serverId: 'harbour', channels: ['general'] });
		assert.deepEqual(await audiences.readersOf('shared'), { type: 'channels', serverId: 'harbour', channels: ['staff', 'general'] });
		assert.deepEqual(await audiences.readersOf('private'), person('ada'));
		assert.deepEqual(await audiences.readersOf('direct'), person('ada', 'none'));
		assert.deepEqual(await audiences.readersOf('headless'), { type: 'operator' });
		assert.deepEqual(await audiences.readersOf('command-line'), { type: 'operator' });
	});
});
