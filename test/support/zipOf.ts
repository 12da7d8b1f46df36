import { deflateRawSync } from 'node:zlib';

export interface ZipMember {
	/** Bytes: as they are, and the archive does not say what they mean. */
	readonly name: string | Uint8Array;
	readonly bytes: Uint8Array;
	/** Default: true. */
	readonly deflate?: boolean;
	/** What the archive says of its size. Default: the truth. */
	readonly declaredSize?: number;
	readonly encrypted?: boolean;
}

/** A zip archive, honest or not. Source: PKWARE's APPNOTE 6.3.10. */
export function zipOf(members: readonly ZipMember[]): Buffer {
	const files: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { name, bytes, deflate = true, declaredSize = bytes.length, encrypted = false } of members) {
		const data = deflate ? deflateRawSync(bytes) : Buffer.from(bytes);
		const nameBytes = Buffer.from(name);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE((encrypted ? 1 : 0) | (typeof name === 'string' ? 0x800 : 0), 2);
		common.writeUInt16LE(deflate ? 8 : 0, 4);
		common.writeUInt32LE(crc32(bytes), 10);
		common.writeUInt32LE(data.length, 14);
		common.writeUInt32LE(declaredSize, 18);
		common.writeUInt16LE(nameBytes.length, 22);
		const local = Buffer.concat([signature(0x04034b50), common, nameBytes, data]);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(offset, 10);
		directory.push(Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), common, rest, nameBytes]));
		files.push(local);
		offset += local.length;
	}
	const central = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(members.length, 4);
	end.writeUInt16LE(members.length, 6);
	end.writeUInt32LE(central.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...files, central, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

function crc32(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return (crc ^ 0xffffffff) >>> 0;
}
