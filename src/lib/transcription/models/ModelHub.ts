import { z } from 'zod';
import { AutointelError } from '#lib/errors/AutointelError';
import { describeError } from '#lib/errors/describeError';
import { retryAfterMs } from '#lib/language-model/retryAfterMs';
import type { HubFile } from './HubFile.js';

const entry = z.object({
	type: z.string(),
	path: z.string(),
	size: z.number().int().nonnegative(),
	oid: z.string().regex(/^[0-9a-f]{40}$/),
	lfs: z.object({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: z.number().int().nonnegative() }).optional()
});

/** The hub could not be asked, or its answer is of no use. */
export class HubError extends AutointelError {
	declare public readonly code: 'hub-unreachable' | 'hub-failed';
	/** How long to wait at least before another try, in milliseconds. `undefined`: it would bring the same. */
	public readonly retryAfterMs: number | undefined;

	public constructor(
		code: HubError['code'],
		message: string,
		{ retryAfterMs: pause, ...options }: AutointelError.Options & { readonly retryAfterMs?: number } = {}
	) {
		super(code, message, options);
		this.retryAfterMs = pause;
	}
}

/**
 * A model hub in the shape of huggingface.co. Three requests of it are needed, so they are written here: @huggingface/hub neither goes on
 * with a broken download nor checks what it got.
 */
export class ModelHub {
	readonly #base: string;

	/** `base`: the hub's address, as in `https://huggingface.co`. */
	public constructor(base: string) {
		this.#base = base.replace(/\/+$/, '');
	}

	/**
	 * All files of a model.
	 *
	 * @throws {HubError}; {AutointelError} `unknown-model`
	 */
	public async files(id: string, signal: AbortSignal): Promise<readonly HubFile[]> {
		const files: HubFile[] = [];
		let next: string | undefined = `${this.#base}/api/models/${id}/tree/main?recursive=true`;
		// A malicious or broken hub must not keep us turning pages.
		for (let page = 0; next !== undefined && page < 20; page++) {
			const response = await this.#get(next, id, { signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]) });
			files.push(...(await this.#read(response, id)));
			const more = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
			next = more === undefined ? undefined : new URL(more, next).href;
			if (next !== undefined && new URL(next).origin !== new URL(this.#base).origin) break;
		}
		return files;
	}

	/**
	 * One file, from byte `from` on where the hub can do that (then its status is 206; 416: its file is not that long).
	 *
	 * @throws as `files` does
	 */
	public download(id: string, path: string, from: number, signal: AbortSignal): Promise<Response> {
		const address = `${this.#base}/${id}/resolve/main/${path.split('/').map(encodeURIComponent).join('/')}`;
		// Compressed on the way, its bytes could not be counted.
		const headers = { 'accept-encoding': 'identity', ...(from > 0 ? { range: `bytes=${from}-` } : {}) };
		return this.#get(address, id, { signal, headers });
	}

	async #get(address: string, id: string, options: RequestInit & { readonly signal: AbortSignal }): Promise<Response> {
		const response = await fetch(address, options).catch((error: unknown) => {
			throw unreachable(this.#base, error);
		});
		if (response.ok || response.status === 416) return response;
		await response.body?.cancel();
		const { status } = response;
		if (status === 401 || status === 403 || status === 404) {
			throw new AutointelError('unknown-model', `${this.#base} has no model ${id} for everybody (it answers ${status})`, {
				hint: 'Check WHISPER_MODEL; a model that needs a log-in has to be downloaded by hand: then name its folder.'
			});
		}
		const busy = status === 408 || status === 429 || status >= 500;
		throw new HubError('hub-failed', `${this.#base} answers ${status}`, {
			hint: 'Try again later.',
			...(busy ? { retryAfterMs: retryAfterMs(response.headers) ?? 0 } : {})
		});
	}

	async #read(response: Response, id: string): Promise<readonly HubFile[]> {
		const document: unknown = await response.json().catch((error: unknown) => {
			if (!(error instanceof SyntaxError)) throw unreachable(this.#base, error);
		});
		const listed = z.array(entry).safeParse(document);
		if (!listed.success) {
			throw new HubError('hub-failed', `${this.#base} does not list the files of ${id} in a way that we know`, {
				hint: 'Look whether something between here and the hub answers in its place (a log-in page), and check HF_ENDPOINT.'
			});
		}
		return listed.data
			.filter(({ type, path }) => type === 'file' && staysInside(path))
			.map(({ path, size, oid, lfs }) => ({
				path,
				bytes: lfs?.size ?? size,
				digest: lfs ? { algorithm: 'sha256', hex: lfs.oid } : { algorithm: 'git-sha1', hex: oid }
			}));
	}
}

/** A name such as `../../.bashrc` is not for us. */
function staysInside(path: string): boolean {
	return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\:\0]/.test(part));
}

function unreachable(base: string, error: unknown): HubError {
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	return new HubError('hub-unreachable', `${base} cannot be reached: ${describeError(cause).message}`, { cause: error, retryAfterMs: 0 });
}
