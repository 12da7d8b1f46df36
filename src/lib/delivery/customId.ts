/** The ids of our buttons: `ai:<action>:<workflow id>[:<delivery id>][:<detail>]`, at most 100 characters. Anybody can forge one. */
export interface CustomId {
	readonly action: ButtonAction;
	readonly workflowId: string;
	/** The delivery whose message the button is in: by it we find our own messages again. */
	readonly deliveryId?: string;
	/** As in `md`, for `report`. */
	readonly detail?: string;
}

const actions = ['cancel', 'details', 'report', 'retry', 'transcript', 'vote-down', 'vote-up'] as const;

export type ButtonAction = (typeof actions)[number];

const prefix = 'ai';

export function buildCustomId({ action, workflowId, deliveryId = '', detail = '' }: CustomId): string {
	return [prefix, action, workflowId, deliveryId, detail].join(':').replace(/:+$/u, '');
}

/** `undefined`: not one of ours. What it names may still not exist, or not be for the person who pressed it. */
export function parseCustomId(customId: string): CustomId | undefined {
	const [head, action, workflowId, deliveryId, detail, ...rest] = customId.split(':');
	const known = actions.find((candidate) => candidate === action);
	if (head !== prefix || known === undefined || rest.length > 0) return undefined;
	if (workflowId === undefined || !/^wf_[a-z0-9]+$/u.test(workflowId)) return undefined;
	if (deliveryId !== undefined && !/^(dl_[a-z0-9]+)?$/u.test(deliveryId)) return undefined;
	return { action: known, workflowId, ...(deliveryId ? { deliveryId } : {}), ...(detail ? { detail } : {}) };
}
