import { type ILogger, LogLevel } from '@sapphire/framework';
import type { Logger } from 'pino';

const names = {
	[LogLevel.Trace]: 'trace',
	[LogLevel.Debug]: 'debug',
	[LogLevel.Info]: 'info',
	[LogLevel.Warn]: 'warn',
	[LogLevel.Error]: 'error',
	[LogLevel.Fatal]: 'fatal'
} as const;

/** Our logger, as Sapphire and its plugins want it: what they say goes the same way, without secrets. */
export class PinoLogger implements ILogger {
	readonly #logger: Logger;

	public constructor(logger: Logger) {
		this.#logger = logger;
	}

	public has(level: LogLevel): boolean {
		return level !== LogLevel.None && this.#logger.isLevelEnabled(names[level]);
	}

	public trace(...values: readonly unknown[]): void {
		this.write(LogLevel.Trace, ...values);
	}

	public debug(...values: readonly unknown[]): void {
		this.write(LogLevel.Debug, ...values);
	}

	public info(...values: readonly unknown[]): void {
		this.write(LogLevel.Info, ...values);
	}

	public warn(...values: readonly unknown[]): void {
		this.write(LogLevel.Warn, ...values);
	}

	public error(...values: readonly unknown[]): void {
		this.write(LogLevel.Error, ...values);
	}

	public fatal(...values: readonly unknown[]): void {
		this.write(LogLevel.Fatal, ...values);
	}

	/** Texts become the line; the first error among the values is logged with its stack, and of other objects only that they were there. */
	public write(level: LogLevel, ...values: readonly unknown[]): void {
		if (level === LogLevel.None) return;
		const error = values.find((value) => value instanceof Error);
		const text = values.filter((value) => typeof value !== 'object').join(' ');
		this.#logger[names[level]](error === undefined ? {} : { err: error }, text);
	}
}
