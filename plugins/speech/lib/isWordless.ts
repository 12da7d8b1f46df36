/**
 * Whether a passage has no spoken words in it: `[Music]`, `(applause)`, `♪ la la la ♪`, `…`. Sung words count as wordless too: nobody
 * says them. `asides`: also what stands in round brackets, which describe sounds in subtitles but not in texts.
 */
export function isWordless(text: string, { asides }: { readonly asides: boolean }): boolean {
	const spoken = text
		.replace(/\[[^[\]]*\]/g, ' ')
		.replace(/[♪♫♬♩🎵🎶][^♪♫♬♩🎵🎶]*[♪♫♬♩🎵🎶]?/gu, ' ')
		.replace(asides ? /\([^()]*\)/g : /$^/, ' ');
	return !/[\p{L}\p{N}]/u.test(spoken);
}
