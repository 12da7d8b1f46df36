/** What the source is in, and how we know. */
export interface ResolvedLanguage {
	/** A BCP 47 tag; `und` where `basis` is `unknown`. */
	readonly language: string;
	readonly basis: 'requested' | 'declared' | 'detected' | 'unknown';
}

export interface LanguageClues {
	/** What the requester said. */
	readonly requested?: string | undefined;
	/** What the source says about itself, the most trusted first. */
	readonly declared: readonly (string | undefined)[];
	readonly text: string;
}

/** The requester knows best, then the source, then a detector that had enough to read and is sure. */
export async function resolveLanguage({ requested, declared, text }: LanguageClues): Promise<ResolvedLanguage> {
	const asked = canonical(requested);
	if (asked) return { language: asked, basis: 'requested' };
	const said = declared.map(canonical).find((tag) => tag !== undefined);
	if (said) return { language: said, basis: 'declared' };
	const detected = canonical(await detect(text));
	return detected ? { language: detected, basis: 'detected' } : { language: 'und', basis: 'unknown' };
}

/** Letters, weighed by their bytes: what takes a sentence in Latin letters is said in a few Chinese characters. */
const fewestBytes = 30;
const mostCharacters = 5000;

async function detect(text: string): Promise<string | undefined> {
	const sample = text.slice(0, mostCharacters);
	if (Buffer.byteLength(sample.replace(/\P{L}/gu, '')) < fewestBytes) return undefined;
	// Loaded only here: its tables take some 150 MB of memory.
	const { eld } = await import('eld/small');
	const result = eld.detect(sample);
	return result.isReliable() ? result.language : undefined;
}

/** `undefined` for what is no tag, and for tags that say nothing: `und`, `mul`, `zxx`. */
function canonical(tag: string | undefined): string | undefined {
	if (!tag) return undefined;
	try {
		const [found] = Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'));
		return found && !/^(?:und|mul|zxx|mis)\b/.test(found) ? found : undefined;
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}
