import { type Entity, type Statement, unitOf, type Value } from './answers.js';
import { shownProperties } from './shownProperties.js';

const mostValues = 4;
/** The property `end time`, as a qualifier: what was so once. */
const endTime = 'P582';

/** What is stated about an entity, as in `date of official opening: 27 May 1937`; without what is no longer so. */
export function statementsOf({ claims }: Entity, language: string, labelOf: (id: string) => string | undefined): readonly string[] {
	return shownProperties.flatMap((property) => {
		const label = labelOf(property);
		const values = best(claims[property] ?? []).flatMap(({ mainsnak: { datavalue } }) => shown(datavalue, language, labelOf) ?? []);
		return label === undefined || values.length === 0 ? [] : [`${label}: ${[...new Set(values)].slice(0, mostValues).join('; ')}`];
	});
}

/** Wikidata marks the best statements where there are several; deprecated ones are known to be wrong. */
function best(statements: readonly Statement[]): readonly Statement[] {
	const good = statements.filter(({ rank, qualifiers }) => rank !== 'deprecated' && qualifiers?.[endTime] === undefined);
	const preferred = good.filter(({ rank }) => rank === 'preferred');
	return preferred.length > 0 ? preferred : good;
}

function shown(datavalue: Value | undefined, language: string, labelOf: (id: string) => string | undefined): string | undefined {
	if (datavalue?.type === 'wikibase-entityid') return labelOf(datavalue.value.id);
	if (datavalue?.type === 'time') return timeText(datavalue.value, language);
	if (datavalue?.type !== 'quantity') return undefined;
	const { amount, unit } = datavalue.value;
	const unitId = unitOf(unit);
	const unitLabel = unitId === undefined ? '' : labelOf(unitId);
	// A number whose unit is not known says nothing.
	return unitLabel === undefined ? undefined : `${Number(amount).toLocaleString(language)} ${unitLabel}`.trim();
}

/** Precision: 11 a day, 10 a month, 9 a year, 8 a decade. Coarser times are left out. */
function timeText({ time, precision }: { readonly time: string; readonly precision: number }, language: string): string | undefined {
	const [, sign, years = '', month = '', day = ''] = /^([+-])(\d+)-(\d\d)-(\d\d)T/.exec(time) ?? [];
	if (sign !== '+' || precision < 8) return undefined;
	const year = Number(years);
	if (precision === 8) return `${Math.floor(year / 10) * 10}s`;
	if (precision === 9) return String(year);
	const date = new Date(Date.UTC(2000, Number(month) - 1, precision >= 11 ? Number(day) : 1));
	date.setUTCFullYear(year);
	return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
		timeZone: 'UTC',
		year: 'numeric',
		month: 'long',
		...(precision >= 11 ? { day: 'numeric' } : {})
	}).format(date);
}
