// Discord's ids: time in the upper bits, a counter below, always growing.
const discordEpoch = 1_420_070_400_000n;

export class Snowflakes {
	#last = 0n;

	public next(): string {
		const earliest = (BigInt(Date.now()) - discordEpoch) << 22n;
		this.#last = earliest > this.#last ? earliest : this.#last + 1n;
		return this.#last.toString();
	}
}
