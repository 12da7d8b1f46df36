// A refusal, as Discord words it: HTTP status, its own code, a message, and for forms which field is wrong.
import { RESTJSONErrorCodes } from 'discord-api-types/v10';

export interface FieldError {
	readonly code: string;
	readonly message: string;
}

/** Nested like the request's body; the leaves are lists under `_errors`. */
export type ErrorTree = { [field: string]: ErrorTree | readonly FieldError[] };

export class ApiError extends Error {
	public constructor(
		public readonly status: number,
		public readonly code: number,
		message: string,
		public readonly errors?: ErrorTree
	) {
		super(message);
	}

	public toBody(): object {
		return { message: this.message, code: this.code, ...(this.errors ? { errors: this.errors } : {}) };
	}
}

export const unauthorized = () => new ApiError(401, RESTJSONErrorCodes.GeneralError, '401: Unauthorized');
export const notFound = () => new ApiError(404, RESTJSONErrorCodes.GeneralError, '404: Not Found');
export const unknownChannel = () => new ApiError(404, RESTJSONErrorCodes.UnknownChannel, 'Unknown Channel');
export const unknownGuild = () => new ApiError(404, RESTJSONErrorCodes.UnknownGuild, 'Unknown Guild');
export const unknownMember = () => new ApiError(404, RESTJSONErrorCodes.UnknownMember, 'Unknown Member');
export const unknownUser = () => new ApiError(404, RESTJSONErrorCodes.UnknownUser, 'Unknown User');
export const unknownMessage = () => new ApiError(404, RESTJSONErrorCodes.UnknownMessage, 'Unknown Message');
export const unknownWebhook = () => new ApiError(404, RESTJSONErrorCodes.UnknownWebhook, 'Unknown Webhook');
export const unknownInteraction = () => new ApiError(404, RESTJSONErrorCodes.UnknownInteraction, 'Unknown interaction');
export const unknownCommand = () => new ApiError(404, RESTJSONErrorCodes.UnknownApplicationCommand, 'Unknown application command');
export const tooLarge = () => new ApiError(413, RESTJSONErrorCodes.RequestEntityTooLarge, 'Request entity too large');
export const alreadyAcknowledged = () =>
	new ApiError(400, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged, 'Interaction has already been acknowledged.');
export const tooManyFollowUps = () =>
	new ApiError(
		400,
		RESTJSONErrorCodes.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages,
		'This interaction has hit the maximum number of follow up messages.'
	);
export const missingAccess = () => new ApiError(403, RESTJSONErrorCodes.MissingAccess, 'Missing Access');
export const missingPermissions = () => new ApiError(403, RESTJSONErrorCodes.MissingPermissions, 'Missing Permissions');
export const notTheAuthor = () =>
	new ApiError(403, RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser, 'Cannot edit a message authored by another user');
export const emptyMessage = () => new ApiError(400, RESTJSONErrorCodes.CannotSendAnEmptyMessage, 'Cannot send an empty message');
export const closedToMessages = () =>
	new ApiError(403, RESTJSONErrorCodes.CannotSendMessagesToThisUser, 'Cannot send messages to this user');
export const noMutualServers = () =>
	new ApiError(
		403,
		RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
		'Cannot send messages to this user due to having no mutual guilds'
	);
export const invalidWebhookToken = () => new ApiError(401, RESTJSONErrorCodes.InvalidWebhookToken, 'Invalid Webhook Token');
export const archivedThread = () => new ApiError(400, RESTJSONErrorCodes.InvalidActionOnArchivedThread, 'Thread is archived');
export const invalidJson = () =>
	new ApiError(400, RESTJSONErrorCodes.RequestBodyContainsInvalidJSON, 'The request body contains invalid JSON.');
export const invalidForm = (errors: ErrorTree) =>
	new ApiError(400, RESTJSONErrorCodes.InvalidFormBodyOrContentType, 'Invalid Form Body', errors);
