/**
 * The names of the preconditions that a route can ask for. A plugin adds its own:
 *
 * @example
 * ```ts
 * declare module 'autointel' {
 * 	interface DeliveryPreconditions {
 * 		'office-hours': never;
 * 	}
 * }
 * ```
 */
export interface DeliveryPreconditions {
	BotToken: never;
	EndsInPlace: never;
	TokenAlive: never;
}

export type DeliveryPreconditionName = Extract<keyof DeliveryPreconditions, string>;
