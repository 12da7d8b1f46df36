import Keyv, { type KeyvStoreAdapter } from 'keyv';
import type { Logger } from 'pino';

/**
 * A Keyv that does not keep failures to itself: reads and writes that fail throw. (Without this a read that failed looks like a value
 * that is not there.)
 */
export function openKeyv<Value>(store: KeyvStoreAdapter, namespace: string, logger: Pick<Logger, 'warn'>): Keyv<Value> {
	const keyv = new Keyv<Value>({ store, namespace, throwOnErrors: true });
	keyv.on('error', (error: unknown) => logger.warn({ err: error, namespace }, 'the key-value store reports an error'));
	return keyv;
}
