// /channels/:channel and conversations with one person.
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { z } from 'zod';
import { parseForm } from '../../validation/formErrors.js';
import { ApiError } from '../ApiError.js';
import type { ApiRequest } from '../ApiRequest.js';
import { visibleChannel } from '../messages/botAccess.js';
import type { Answer, Route } from '../Route.js';

export const channelRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/channels/:channel',
		auth: 'bot',
		bucket: 'other',
		handle: (request) => ({ status: 200, body: visibleChannel(request).toWire() })
	},
	{ method: 'POST', path: '/users/@me/channels', auth: 'bot', bucket: 'other', handle: openConversation }
];

/** Opening succeeds whether or not the person takes messages; sending tells. */
function openConversation(request: ApiRequest): Answer {
	const { recipient_id: id } = parseForm(z.object({ recipient_id: z.string() }), request.body.json);
	const user = request.world.users.get(id);
	if (!user || user.isBot) throw new ApiError(400, RESTJSONErrorCodes.InvalidRecipients, 'Invalid Recipient(s)');
	return { status: 200, body: request.world.openDirectMessages(user).toWire() };
}
