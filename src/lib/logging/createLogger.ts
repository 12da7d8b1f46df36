import { Transform } from 'node:stream';
import { type Logger, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';
import { redact } from './redact.js';

export interface LoggerOptions {
	readonly level: string;
	/** Values that must never be written: tokens, keys, addresses that carry them. */
	readonly secrets?: readonly string[];
	/** Default: standard error, so that standard output stays the caller's. */
	readonly destination?: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** A pino logger: readable lines on a terminal, JSON elsewhere. What is secret is replaced in the finished line, wherever it came from. */
export function createLogger({ level, secrets = [], destination = process.stderr }: LoggerOptions): Logger {
	const lines = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			done(null, redact(chunk.toString('utf8'), secrets));
		}
	});
	if (destination.isTTY) lines.pipe(pretty({ destination, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' }));
	else lines.pipe(destination, { end: false });
	return pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, lines);
}
