/**
 * Triangular filters that gather the frequencies of a spectrum into mel bands, as Whisper was trained with: Slaney's mel scale (linear
 * below 1 kHz, logarithmic above), from 0 Hz to half the sample rate, each triangle of the same area.
 * Source: M. Slaney, "Auditory Toolbox", 1998.
 *
 * @returns one filter per band, each with a weight per frequency from 0 Hz to half the sample rate
 */
export function melFilters(bands: number, frequencies: number, sampleRate: number): readonly Float64Array[] {
	const nyquist = sampleRate / 2;
	const hertz = Float64Array.from({ length: frequencies }, (_, index) => (index * nyquist) / (frequencies - 1));
	const highest = hertzToMel(nyquist);
	const edge = (index: number): number => melToHertz((index * highest) / (bands + 1));
	return Array.from({ length: bands }, (_, band) => {
		const [low, middle, high] = [edge(band), edge(band + 1), edge(band + 2)];
		return hertz.map((frequency) => {
			const rising = (frequency - low) / (middle - low);
			const falling = (high - frequency) / (high - middle);
			return (Math.max(0, Math.min(rising, falling)) * 2) / (high - low);
		});
	});
}

const linearHertzPerMel = 200 / 3;
const logarithmicFromHertz = 1000;
const logarithmicFromMel = logarithmicFromHertz / linearHertzPerMel;
const logarithmicStep = Math.log(6.4) / 27;

function hertzToMel(hertz: number): number {
	if (hertz < logarithmicFromHertz) return hertz / linearHertzPerMel;
	return logarithmicFromMel + Math.log(hertz / logarithmicFromHertz) / logarithmicStep;
}

function melToHertz(mel: number): number {
	if (mel < logarithmicFromMel) return mel * linearHertzPerMel;
	return logarithmicFromHertz * Math.exp(logarithmicStep * (mel - logarithmicFromMel));
}
