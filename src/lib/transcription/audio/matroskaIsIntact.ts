import { type FileHandle, open } from 'node:fs/promises';

/** The parts of a segment. Source: RFC 9559, section 5.1. */
const parts: ReadonlySet<number> = new Set([
	0x114d9b74, 0x1549a966, 0x1654ae6b, 0x1f43b675, 0x1c53bb6b, 0x1941a469, 0x1043a770, 0x1254c367
]);
const header = 0x1a45dfa3;
const segment = 0x18538067;
const cluster = 0x1f43b675;
/** Fills room. */
const filling = 0xec;

/** A recording of a day has fewer elements. */
const mostElements = 10_000_000;

/**
 * Whether the parts of a Matroska or WebM file follow one another up to its end, even if that is missing. Where something else comes
 * after them, mediabunny looks for the next part without ever coming to an end.
 */
export async function matroskaIsIntact(path: string): Promise<boolean> {
	const file = await open(path);
	try {
		const elements = new ElementReader(file);
		const { size } = await file.stat();
		let segmentEnd = size;
		let inOpenCluster = false;
		let isExpected = true;
		let at = 0;
		for (let count = 0; at < segmentEnd && count < mostElements; count++) {
			const element = await elements.read(at);
			if (element === 'end') return isExpected;
			if (element === 'junk') return false;
			const { id, start, length } = element;
			if (id === segment && length !== undefined) segmentEnd = Math.min(size, start + length);
			// A cluster has no length while it is being recorded: what is in it then follows as if it were beside it.
			if (parts.has(id)) inOpenCluster = id === cluster && length === undefined;
			isExpected = inOpenCluster || id === header || id === segment || id === filling || parts.has(id);
			at = id === segment ? start : start + (length ?? 0);
		}
		return isExpected && at >= segmentEnd;
	} finally {
		await file.close();
	}
}

interface Element {
	readonly id: number;
	/** Where its content begins, and how many bytes it has; undefined where it does not say so. */
	readonly start: number;
	readonly length: number | undefined;
}

const windowBytes = 65_536;
/** Four bytes say what an element is, eight how long. */
const longestHeader = 12;
/** Fewer bytes at the end of a file are not looked at. */
const shortestJunk = 8;

/** Reads the headers of elements. Source: RFC 8794, section 4. */
class ElementReader {
	private window = Buffer.alloc(0);
	private from = 0;

	public constructor(private readonly file: FileHandle) {}

	public async read(at: number): Promise<Element | 'end' | 'junk'> {
		const bytes = await this.bytesAt(at);
		const [first = 0] = bytes;
		const idBytes = Math.clz32(first) - 23;
		const lengthBytes = Math.clz32(bytes[idBytes] ?? 0) - 23;
		if (bytes.length < shortestJunk) return 'end';
		if (idBytes > 4 || lengthBytes > 8 || bytes.length < idBytes + lengthBytes) return 'junk';
		return {
			id: bytes.readUIntBE(0, idBytes),
			start: at + idBytes + lengthBytes,
			length: readLength(bytes.subarray(idBytes), lengthBytes)
		};
	}

	private async bytesAt(at: number): Promise<Buffer> {
		if (at < this.from || at + longestHeader > this.from + this.window.length) {
			const { buffer, bytesRead } = await this.file.read(Buffer.alloc(windowBytes), 0, windowBytes, at);
			this.window = buffer.subarray(0, bytesRead);
			this.from = at;
		}
		return this.window.subarray(at - this.from, at - this.from + longestHeader);
	}
}

function readLength(bytes: Buffer, count: number): number | undefined {
	const marker = 1 << (8 - count);
	const [first = 0] = bytes;
	const bits = [first & (marker - 1), ...bytes.subarray(1, count)];
	// All ones: not known yet.
	if (bits[0] === marker - 1 && bits.slice(1).every((byte) => byte === 0xff)) return undefined;
	return bits.reduce((sum, byte) => sum * 256 + byte, 0);
}
