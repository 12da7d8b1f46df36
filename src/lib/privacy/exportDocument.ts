/** The document that somebody gets who asks what is stored about them. Its shape is fixed, because people read it with programs. */
import type { Json } from '#lib/workflow/json';
import type { Report } from '#lib/workflow/report';
import type { Subject } from '#lib/workflow/subject';

export interface ExportDocument {
	/** ISO 8601, as all times here. */
	readonly exportedAt: string;
	readonly subject: Subject;
	/** Why something that is stored is not in here. */
	readonly leftOut: readonly string[];
	readonly person?: { readonly optedOutAt?: string; readonly toldWhereTextGoesAt?: string };
	/** Of a person: what they thought of results. */
	readonly votes?: readonly { readonly workflowId: string; readonly vote: string; readonly at: string }[];
	readonly server?: { readonly settings: unknown; readonly removedAt?: string };
	readonly workflows: readonly ExportedWorkflow[];
	/** Of a person: when others had a message of theirs analysed. What came of it belongs to those who asked. */
	readonly analysedByOthers?: readonly { readonly workflowId: string; readonly at: string }[];
}

export interface ExportedWorkflow {
	readonly workflowId: string;
	readonly kind: string;
	readonly depth: string;
	readonly status: string;
	readonly source: string;
	readonly options: object;
	readonly acceptedAt: string;
	readonly finishedAt?: string;
	/** Where and how it was asked for. Ids are Discord's. */
	readonly asked?: {
		readonly userId?: string;
		readonly serverId?: string;
		readonly channelId?: string;
		/** Where the server wanted the result. */
		readonly resultChannelId?: string;
		/** The conversation with the bot. */
		readonly directMessagesChannelId?: string;
		readonly private: boolean;
		readonly locale?: string;
	};
	/** Messages of ours that belong to it. */
	readonly messages: readonly { readonly channelId?: string; readonly messageId: string; readonly sentAt?: string }[];
	/** Files by their sha-256. */
	readonly files: readonly { readonly sha256: string; readonly bytes: number }[];
	/** `null`: there is none, or it was left out. */
	readonly report: Report | null;
	/** What its stages stored, by their names. */
	readonly outputs?: Readonly<Record<string, Json>>;
}
