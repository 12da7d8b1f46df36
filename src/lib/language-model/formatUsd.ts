/** As in `0.0123 USD`: as many digits as it takes to show that it is not nothing. */
export function formatUsd(nanoUsd: number): string {
	const usd = nanoUsd / 1e9;
	return `${usd === 0 || usd >= 0.01 ? usd.toFixed(2) : usd.toPrecision(2)} USD`;
}
