import type { Quote, Sentence } from 'autointel';
import { clausesOf } from '../claims/clauses.js';
import { readNames } from '../english/readNames.js';
import { readValues } from '../english/readValues.js';
import type { Value } from '../english/Value.js';
import { contentStems, isNegated, nameStems } from '../english/words.js';

/** A clause as it is held against others. */
export interface Statement {
	readonly text: string;
	readonly quotes: readonly [Quote, ...Quote[]];
	/** What is said, without names. */
	readonly stems: ReadonlySet<string>;
	readonly values: readonly Value[];
	readonly names: readonly string[];
	readonly negated: boolean;
}

/** Everything that is stated in an English source; questions state nothing. */
export function statementsOf(sentences: readonly Sentence[]): readonly Statement[] {
	return sentences.flatMap(({ text, quotes }) => {
		if (/\?["'”’)]*$/u.test(text)) return [];
		const [first, ...others] = quotes;
		return clausesOf(text).map((clause) => statementOf(clause.text, others.length === 0 ? [{ ...first, quote: clause.text }] : quotes));
	});
}

export function statementOf(text: string, quotes: readonly [Quote, ...Quote[]]): Statement {
	const names = readNames(text).map((name) => name.text);
	const named = new Set(names.flatMap(nameStems));
	return {
		text,
		quotes,
		stems: new Set([...contentStems(text)].filter((word) => !named.has(word))),
		values: readValues(text),
		names,
		negated: isNegated(text)
	};
}
