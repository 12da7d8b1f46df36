// One request after its route was found: what a route handler works on.
import type { UploadedFile } from '../model/AttachmentStore.js';
import type { World } from '../model/World.js';
import { invalidForm, unauthorized } from './ApiError.js';

export interface ReadBody {
	readonly json: unknown;
	/** Uploaded files by the number in `files[n]`. */
	readonly files: ReadonlyMap<string, UploadedFile>;
}

export class ApiRequest {
	public constructor(
		public readonly world: World,
		public readonly query: URLSearchParams,
		public readonly parameters: Readonly<Record<string, string>>,
		public readonly body: ReadBody
	) {}

	/** A part of the path by its name in the route. */
	public path(name: string): string {
		const value = this.parameters[name];
		if (value === undefined) throw new Error(`the route has no :${name}`);
		return value;
	}

	/** The application in the path must be the bot's own. */
	public requireOwnApplication(): void {
		if (this.path('application') !== this.world.bot.id) throw unauthorized();
	}

	/** A whole number between 1 and 100 from the query. */
	public limit(fallback: number): number {
		const text = this.query.get('limit');
		const value = text === null ? fallback : Number(text);
		if (Number.isInteger(value) && value >= 1 && value <= 100) return value;
		const message = 'int value should be greater than or equal to 1 and less than or equal to 100.';
		throw invalidForm({ limit: { _errors: [{ code: 'NUMBER_TYPE_BETWEEN', message }] } });
	}
}
