/** Wikidata: what is stated about the things of a name, one statement per line. https://www.wikidata.org/w/api.php */
import { defineSearchBackend } from 'autointel';
import { apiAddress } from '../lib/apiAddress.js';
import { entitiesAnswer, idsIn, labelsAnswer, namesAnswer } from '../lib/wikidata/answers.js';
import { statementsOf } from '../lib/wikidata/statementsOf.js';

/** As many as one question may ask for. */
const mostIds = 50;
/** Of the things of one name, the best known stand first. */
const mostEntities = 3;

export const Wikidata = defineSearchBackend({
	title: 'Wikidata',
	kind: 'reference',
	address: ({ WIKIDATA_URL }) => WIKIDATA_URL,
	async search({ text, language, limit }, { address, get }) {
		const api = (parameters: Readonly<Record<string, string | number>>) =>
			apiAddress(address, '/w/api.php', { format: 'json', formatversion: 2, ...parameters });
		const wanted = Math.min(limit, mostEntities);
		const { search: named } = await get(
			api({ action: 'wbsearchentities', search: text, language, uselang: language, type: 'item', limit: wanted }),
			namesAnswer
		);
		if (named.length === 0) return [];
		const ids = named.map(({ id }) => id).join('|');
		const { entities } = await get(
			api({ action: 'wbgetentities', ids, props: 'labels|descriptions|claims', languages: language, languagefallback: 1 }),
			entitiesAnswer
		);
		const mentioned = idsIn(Object.values(entities)).slice(0, mostIds);
		const labels =
			mentioned.length === 0
				? {}
				: (
						await get(
							api({ action: 'wbgetentities', ids: mentioned.join('|'), props: 'labels', languages: language, languagefallback: 1 }),
							labelsAnswer
						)
					).entities;
		return named.flatMap(({ id }) => {
			const entity = entities[id];
			const title = entity?.labels[language]?.value;
			if (entity === undefined || title === undefined) return [];
			const description = entity.descriptions[language]?.value;
			const statements = statementsOf(entity, language, (other) => labels[other]?.labels[language]?.value);
			return [
				{
					title,
					url: `${address}/wiki/${id}`,
					text: [...(description === undefined ? [] : [description]), ...statements].join('\n'),
					complete: true
				}
			];
		});
	}
});
