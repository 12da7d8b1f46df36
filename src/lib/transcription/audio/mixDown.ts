/** The mean of all channels: of a conference table's eight microphones nobody says which one has the voice. */
export function mixDown(channels: readonly Float32Array[]): Float32Array {
	const [first = new Float32Array(0), ...others] = channels;
	if (others.length === 0) return first;
	const mono = first.slice();
	for (const channel of others) {
		for (let at = 0; at < mono.length; at++) mono[at] = (mono[at] ?? 0) + (channel[at] ?? 0);
	}
	for (let at = 0; at < mono.length; at++) mono[at] = (mono[at] ?? 0) / channels.length;
	return mono;
}
