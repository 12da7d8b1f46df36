import assert from 'node:assert/strict';
import { DateReader } from '../../../plugins/reporting/lib/timeline/DateReader.js';

async function read(language: string, ...texts: readonly string[]): Promise<readonly string[]> {
	const reader = await DateReader.for(language);
	assert.ok(reader, language);
	return texts.flatMap((text) =>
		reader.read(text).map(({ words, year, month, day }) => `${words} = ${[year, month, day].map((part) => part ?? '?').join('-')}`)
	);
}

describe('DateReader', () => {
	it('reads years, months and days as far as they are said', async () => {
		assert.deepEqual(
			await read(
				'en',
				'The bridge was opened in 1931.',
				'It came down in August 2018 and people died.',
				'On March 23, 1775 he spoke, and on the third of February it opened.',
				'Concrete was invented in the 1950s, and I have been here since 1998.'
			),
			[
				'1931 = 1931-?-?',
				'August 2018 = 2018-8-?',
				'March 23, 1775 = 1775-3-23',
				'third of February = ?-2-3',
				'1950s = 1950-?-?',
				'1998 = 1998-?-?'
			]
		);
	});

	it('reads years and months that are written with characters', async () => {
		assert.deepEqual(
			await read('ja', '橋は1931年に開通した。', '2018年8月に崩落し、2019年8月14日に直った。', '長さは1200メートルである。'),
			['1931年 = 1931-?-?', '2018年8月 = 2018-8-?', '2019年8月14日 = 2019-8-14']
		);
	});

	it('takes nothing for a date that names none', async () => {
		assert.deepEqual(
			await read(
				'en',
				'We have the hall for ten minutes, and next week it may rain.',
				'It was two days after the ban, in the Second World War.',
				'We built it in 1500 homes, for 2019 dollars and 9,400 vehicles.',
				'Read section 3.2.1 of version 2.10.3, page 1200.',
				'At midnight on Friday we march.'
			),
			[]
		);
	});

	it('does not guess which number is the day where that differs from country to country', async () => {
		assert.deepEqual(await read('en', 'Signed on 3/4/2024.', 'Signed on 2024-03-04.'), ['3/4/2024 = 2024-?-?', '2024-03-04 = 2024-3-4']);
	});

	it('reads other languages by their own words', async () => {
		assert.deepEqual(
			await read('de', 'Am 12. März 2024 war es zu, seit Mai 2023 und im Jahr 1964.', 'Der Antrag muss bis zum 30. September dort sein.'),
			['Am 12. März 2024 = 2024-3-12', 'Mai 2023 = 2023-5-?', '1964 = 1964-?-?', '30. September = ?-9-30']
		);
		assert.deepEqual(await read('fr', 'Le 14 juillet 1789, puis en mai 1968.'), ['14 juillet 1789 = 1789-7-14', 'mai 1968 = 1968-5-?']);
		assert.deepEqual(await read('es', 'El 12 de marzo de 2024, desde 1998.'), ['12 de marzo de 2024 = 2024-3-12', '1998 = 1998-?-?']);
		assert.deepEqual(await read('ja', '2024年3月12日に開いた。'), ['2024年3月12日 = 2024-3-12']);
		assert.deepEqual(await read('ru', 'Это было 12 марта 2024 года.'), ['12 марта 2024 года = 2024-3-12']);
	});

	it('says that it cannot read a language', async () => {
		assert.equal(await DateReader.for('sw'), undefined);
	});
});
