import { titleFromName } from './names.js';

/** Longer than anybody's name on Discord. */
const longest = 60;

/**
 * Who speaks on the tracks of an archive, by the names of its files: without folder and extension, without the number that recorders put
 * before a name (`1-`, `02_`) and the number that Discord used to put behind it (`#1234`; `_1234` where all tracks have one). Nobody is
 * nameless, and no two have the same name.
 *
 * @example
 * ```ts
 * speakerNames(['1-ana_0001.flac', '2-ben_0420.flac']); // ['ana', 'ben']
 * ```
 */
export function speakerNames(files: readonly string[]): readonly string[] {
	const bare = files.map((file) => bareName(file));
	const discriminated = bare.every((name) => /._(?:0|\d{4})$/.test(name));
	const taken = new Set<string>();
	return bare.map((name, index) => {
		const speaker = (discriminated ? name.replace(/_\d+$/, '') : name).trim() || `Track ${index + 1}`;
		let own = speaker;
		for (let number = 2; taken.has(own.toLowerCase()); number++) own = `${speaker} (${number})`;
		taken.add(own.toLowerCase());
		return own;
	});
}

function bareName(file: string): string {
	const name = titleFromName(file.split(/[\\/]/).at(-1) ?? '');
	const clean = name
		.normalize('NFC')
		// Neither control and direction characters nor what would be markup.
		.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}<>[\]`*|]/gu, ' ')
		.replace(/^\d{1,3}[-_. ]+(?=\S)/, '')
		.replace(/#\d{1,4}$/, '')
		.replace(/\s+/g, ' ')
		.trim();
	// By characters: half of one is none.
	return [...clean].slice(0, longest).join('');
}
