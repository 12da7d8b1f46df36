import type { Quote, StageHistoryEntry } from 'autointel';
import { contradicts } from './contradicts.js';
import type { ExtendedOutput } from './extendedOutput.js';
import { type Statement, statementOf } from './Statement.js';

const mostEarlier = 10;

/** Where a publisher contradicts what it said in an earlier workflow that everybody who reads this report may see. */
export function earlierStatements(
	publisher: ExtendedOutput['publisher'],
	statements: readonly Statement[],
	history: readonly StageHistoryEntry<ExtendedOutput>[]
): Pick<ExtendedOutput, 'earlier' | 'compared'> {
	if (publisher === undefined) return { earlier: [], compared: 0 };
	const same = history.filter(({ readable, output }) => readable && output.publisher?.key === publisher.key);
	const before = same.flatMap(({ output }) => output.stated.map(({ text, quotes }) => statementOf(text, atLeastOne(quotes))));
	const earlier = statements.flatMap((now) =>
		before.flatMap((then) => {
			const found = contradicts(now, then);
			return found === undefined ? [] : [{ over: found.over, now: { text: now.text, quotes: [...now.quotes] }, before: then.text }];
		})
	);
	return { earlier: earlier.slice(0, mostEarlier), compared: same.length };
}

function atLeastOne(quotes: readonly Quote[]): readonly [Quote, ...Quote[]] {
	const [first, ...others] = quotes;
	if (first === undefined) throw new TypeError('the schema allows no statement without a quote');
	return [first, ...others];
}
