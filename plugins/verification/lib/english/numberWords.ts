const small: Readonly<Record<string, number>> = Object.fromEntries(
	`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen`
		.split(' ')
		.map((word, number) => [word, number])
);
const tens: Readonly<Record<string, number>> = Object.fromEntries(
	`twenty thirty forty fifty sixty seventy eighty ninety`.split(' ').map((word, index) => [word, (index + 2) * 10])
);
export const magnitudes: Readonly<Record<string, number>> = {
	hundred: 100,
	thousand: 1e3,
	million: 1e6,
	billion: 1e9,
	trillion: 1e12
};

const belowTwenty = Object.keys(small).join('|');
const digit = Object.keys(small).slice(1, 10).join('|');
const belowHundred = `(?:(?:${Object.keys(tens).join('|')})(?:[ -](?:${digit}))?|${belowTwenty})(?![a-z])`;
const belowThousand = `(?:(?:a|${digit}) hundred(?:(?: and)? ${belowHundred})?|${belowHundred})`;
const greatMagnitude = 'thousand|million|billion|trillion';

/** Numbers in words, as in `forty-three` or `two hundred and five thousand`: the source of a pattern without groups. */
export const numberWords = `(?:a (?:${greatMagnitude})|${belowThousand}(?: (?:${greatMagnitude})(?:(?: and)? ${belowThousand})?)*)`;

/** What a number in words stands for; `undefined` where it is none. */
export function readNumberWords(text: string): number | undefined {
	let total = 0;
	let group = 0;
	for (const part of text.toLowerCase().split(/[ -]/)) {
		const value = small[part] ?? tens[part];
		const magnitude = magnitudes[part];
		if (part === 'a') group = 1;
		else if (value !== undefined) group += value;
		else if (part === 'hundred') group = (group || 1) * 100;
		else if (magnitude !== undefined) {
			total += (group || 1) * magnitude;
			group = 0;
		} else if (part !== 'and') return undefined;
	}
	return total + group;
}

const ordinals =
	`first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
	seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh
	twenty-eighth twenty-ninth thirtieth thirty-first`.split(/\s+/);

/** Days of a month in words: the source of a pattern without groups. Longer ones first, or `twenty-first` would be a `first`. */
export const ordinalWords = [...ordinals].sort((one, other) => other.length - one.length).join('|');

/** `third` or `3rd` is 3. */
export function readOrdinal(text: string): number | undefined {
	const number = Number.parseInt(text, 10);
	if (!Number.isNaN(number)) return number;
	const index = ordinals.indexOf(text.toLowerCase());
	return index < 0 ? undefined : index + 1;
}
