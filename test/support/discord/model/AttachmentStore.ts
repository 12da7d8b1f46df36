// Files and their links. A link carries the time it dies; a dead one is answered like Discord's: 404 and a sentence.
import { randomBytes } from 'node:crypto';
import type { APIAttachment } from 'discord-api-types/v10';
import type { World } from './World.js';

export interface UploadedFile {
	readonly name: string;
	readonly data: Buffer;
	readonly contentType?: string;
	readonly description?: string;
	/** For voice messages, in seconds. */
	readonly duration?: number;
}

interface StoredFile extends UploadedFile {
	readonly signature: string;
	expiresAt: number;
}

export class AttachmentStore {
	readonly #world: World;
	readonly #files = new Map<string, StoredFile>();

	public constructor(world: World) {
		this.#world = world;
	}

	public store(file: UploadedFile, channelId: string, folder: 'attachments' | 'ephemeral-attachments' = 'attachments'): APIAttachment {
		const id = this.#world.ids.next();
		const signature = randomBytes(16).toString('hex');
		const expiresAt = this.#world.clock.now() + this.#world.options.attachmentLifetimeMs;
		this.#files.set(id, { ...file, signature, expiresAt });
		const path = `${folder}/${channelId}/${id}/${encodeURIComponent(file.name)}`;
		const url = `${this.#world.baseUrl}/cdn/${path}?ex=${Math.floor(expiresAt / 1000).toString(16)}&hm=${signature}&`;
		const ephemeral = folder === 'ephemeral-attachments' ? { ephemeral: true } : {};
		const voice = file.duration === undefined ? {} : { duration_secs: file.duration, waveform: 'AA==' };
		const described = file.description === undefined ? {} : { description: file.description };
		const type = file.contentType === undefined ? {} : { content_type: file.contentType };
		return { id, filename: file.name, size: file.data.length, url, proxy_url: url, ...type, ...described, ...ephemeral, ...voice };
	}

	/** The bytes behind a link, or undefined where it is wrong or dead. */
	public open(id: string, signature: string | null): UploadedFile | undefined {
		const file = this.#files.get(id);
		return file && file.signature === signature && file.expiresAt > this.#world.clock.now() ? file : undefined;
	}

	/** The bytes of an attachment, link dead or not, for a test to look at. */
	public content(attachment: Pick<APIAttachment, 'id'>): Buffer {
		const file = this.#files.get(attachment.id);
		if (!file) throw new Error(`no file was ever uploaded as attachment ${attachment.id}`);
		return file.data;
	}

	/** Lets the link of one attachment die now. */
	public expire(attachment: Pick<APIAttachment, 'id'>): void {
		const file = this.#files.get(attachment.id);
		if (file) file.expiresAt = 0;
	}
}
