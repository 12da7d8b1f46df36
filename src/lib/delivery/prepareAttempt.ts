import type { DeliveryRecord } from '#lib/workflow/delivery';
import type { RequestRecord } from '#lib/workflow/request';
import type { Workflow } from '#lib/workflow/workflow';
import { composeDelivery } from './composeDelivery.js';
import type { DeliveryAttempt } from './DeliveryAttempt.js';
import type { DeliveryServices } from './DeliveryServices.js';
import { tokenMargin } from './DeliverySettings.js';
import type { DirectMessages } from './DirectMessages.js';
import type { SurfaceLane } from './SurfaceLane.js';
import { endOf } from './Surfaces.js';

/** Puts together what routes and preconditions are given. */
export function prepareAttempt(
	{ ledger, outbox, discord, logger, settings }: DeliveryServices,
	directMessages: DirectMessages,
	surfaceLane: SurfaceLane,
	about: { readonly delivery: DeliveryRecord; readonly request: RequestRecord; readonly workflow: Workflow }
): DeliveryAttempt {
	const { delivery, request, workflow } = about;
	return {
		...about,
		now: outbox.now(),
		discord,
		webhook: settings.webhook,
		shortRunMs: settings.shortRunMs,
		tokenMarginMs: tokenMargin(settings),
		message: (options) => composeDelivery(ledger, workflow, delivery, options),
		directMessages: () => directMessages.open(request),
		finishSurface: (edit) =>
			surfaceLane.run(workflow.id, async ({ state, inherited }) => {
				const value = await edit();
				const doubtful = inherited || state.doubtful === true;
				return { leaving: endOf({ ...state, doubtful, progress: 1, showsResult: true }, outbox.now() + settings.surfaces.againMs), value };
			}),
		log: (message, fields) => logger.info(fields, message)
	};
}
