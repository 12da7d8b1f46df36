/** Wikidata: `wbsearchentities` by label and `wbgetentities`. */
import type { DataItem, DataValue, World } from '../World.js';
import { notFound, type Reply } from './Reply.js';

export function wikidata(url: URL, { items }: World): Reply {
	const query = url.searchParams;
	if (url.pathname !== '/w/api.php') return notFound;
	if (query.get('action') === 'wbsearchentities') return { body: namesLike(query, items) };
	if (query.get('action') === 'wbgetentities') return { body: entities(query, items) };
	return { body: { error: { code: 'badvalue', info: 'Unrecognized value for parameter "action".' } } };
}

/** By the beginning of the label, as the real one: not by words anywhere. */
function namesLike(query: URLSearchParams, items: readonly DataItem[]): unknown {
	const asked = query.get('search')?.toLowerCase() ?? '';
	const found = items.filter(({ id, label }) => id.startsWith('Q') && label.toLowerCase().startsWith(asked));
	const search = found.slice(0, Number(query.get('limit') ?? 7)).map(({ id, label, description }) => ({
		id,
		title: id,
		concepturi: `http://www.wikidata.org/entity/${id}`,
		url: `//www.wikidata.org/wiki/${id}`,
		label,
		description,
		match: { type: 'label', language: 'en', text: label }
	}));
	return { searchinfo: { search: query.get('search') }, search, success: 1 };
}

function entities(query: URLSearchParams, items: readonly DataItem[]): unknown {
	const ids = query.get('ids')?.split('|') ?? [];
	if (ids.length > 50) return { error: { code: 'toomanyvalues', info: 'Too many values supplied for parameter "ids". The limit is 50.' } };
	return {
		entities: Object.fromEntries(
			ids.map((id) => [
				id,
				entity(
					items.find((item) => item.id === id),
					id
				)
			])
		),
		success: 1
	};
}

function entity(item: DataItem | undefined, id: string): unknown {
	if (item === undefined) return { id, missing: true };
	return {
		type: id.startsWith('P') ? 'property' : 'item',
		id,
		labels: { en: { language: 'en', value: item.label } },
		descriptions: { en: { language: 'en', value: item.description } },
		claims: Object.fromEntries(
			Object.entries(item.claims).map(([property, values]) => [property, values.map((value) => claim(property, value))])
		)
	};
}

function claim(property: string, value: DataValue): unknown {
	return {
		mainsnak: { snaktype: 'value', property, datavalue: datavalue(value) },
		type: 'statement',
		rank: value.rank ?? 'normal',
		...(value.ended ? { qualifiers: { P582: [{ snaktype: 'somevalue', property: 'P582' }] } } : {})
	};
}

function datavalue(value: DataValue): unknown {
	if ('time' in value) {
		const { time, precision } = value;
		return {
			type: 'time',
			value: { time: `+${time}T00:00:00Z`, timezone: 0, precision, calendarmodel: 'http://www.wikidata.org/entity/Q1985727' }
		};
	}
	if ('item' in value)
		return { type: 'wikibase-entityid', value: { 'entity-type': 'item', 'numeric-id': Number(value.item.slice(1)), id: value.item } };
	const unit = value.unit === undefined ? '1' : `http://www.wikidata.org/entity/${value.unit}`;
	return { type: 'quantity', value: { amount: `+${value.amount}`, unit } };
}
