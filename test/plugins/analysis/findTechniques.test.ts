import assert from 'node:assert/strict';
import { readSentences, type Segment } from 'autointel';
import fc from 'fast-check';
import { findTechniques } from '../../../plugins/analysis/lib/rhetoric/findTechniques.js';
import { type Technique, techniqueNames } from '../../../plugins/analysis/lib/rhetoric/techniques.js';
import { lined } from './passages.js';

function techniquesIn(...texts: readonly string[]): readonly Technique[] {
	return findTechniques(readSentences(lined(texts), 'en')).map(({ technique }) => technique);
}

const uses: Readonly<Record<Technique, readonly string[]>> = {
	'false-dilemma': [
		'Either you sell the house this year, or you’ll go bankrupt.',
		'You are with us or against us.',
		'There’s no middle ground here.',
		'We have no other choice.',
		'In this market it is adapt or die.'
	],
	'slippery-slope': [
		'If we let them cut one tree, tomorrow they will want the whole avenue, and soon there will be nothing left.',
		'Allow one bar on this street. Then they open a second, before long we have fights every night, and everybody moves out.',
		'You give them a discount, and where does it end?'
	],
	'false-urgency': [
		'It’s now or never, folks.',
		'Sign the contract today or you will regret it.',
		'This price runs out on Sunday, so call us right away.',
		'What are we waiting for?'
	],
	'appeal-to-fear': [
		'Do you really want your children to grow up hungry?',
		'How many more of us have to die?',
		'If you vote for this, our town will be destroyed.',
		'Their blood will be on your hands.'
	],
	'ad-hominem': [
		'That’s rich coming from a woman who failed her exams.',
		'What would a lawyer know about cows?',
		'He can’t even balance his own chequebook, so why listen to his tax plan?',
		'Who are you to tell us how to live?'
	],
	'name-calling': ['He’s nothing but a crook.', 'You idiots will never learn.', 'They are a bunch of liars.'],
	'straw-man': [
		'So you want to abolish the police and let criminals walk free.',
		'In other words, Senator Brown wants to leave our families without any help.',
		'Apparently they think everybody should live in a cave.'
	],
	whataboutism: [
		'You talk about waste? What about your own travel bills?',
		'He complains about noise, and what about his dog?',
		'And where were you when they closed the school?'
	],
	'appeal-to-authority': ['My cousin is a famous lawyer, and he says the contract is worthless.'],
	'unnamed-authority': ['Experts agree that this diet works.', 'Many studies have shown that it helps.'],
	bandwagon: [
		'A million customers can’t be wrong.',
		'Everybody is buying one, so why don’t you?',
		'Don’t be the last one to switch.',
		'Everyone knows that the old road is dangerous.'
	],
	'appeal-to-tradition': ['We have always done it that way, so why change?', 'It was good enough for my grandfather.'],
	'false-cause': [
		'Ever since the tower went up, people are ill, so it must be the tower.',
		'She drank the tea and the next day she was well, so the tea must have cured her.',
		'He resigned one day after the raid, and that is no coincidence.'
	],
	'anecdote-as-proof': [
		'My uncle smoked all his life and lived to ninety, so it can’t be that bad.',
		'I have never worn a belt. So don’t tell me it is dangerous.'
	],
	'hasty-generalisation': ['Politicians are all the same.', 'All car dealers are crooks.'],
	'appeal-to-ignorance': ['Nobody has ever proved that it harms anyone, so it is safe.', 'I say it is haunted: prove me wrong.'],
	'loaded-question': ['When did you stop lying to the board?', 'Why do you hate this town?'],
	guilt: ['If you really cared about us, you would sign.', 'No true fan would say that.', 'Shame on anyone who stays home.'],
	dismissal: ['Case closed.', 'Any sensible person knows that.', 'Anyone who disagrees is an enemy of this club.']
};

/** Sentences that look like a technique and are none. */
const harmless = [
	'Either the seven or the nine takes you to the station.',
	'Either way, somebody has to pay for it.',
	'It was a matter of life or death, the doctor told us afterwards.',
	'We have no choice of seats on this flight.',
	'If it rains, we move inside, then we eat, and the band plays.',
	'First we boil the water, then we add the salt, so the pasta is ready in ten minutes.',
	'The offer is valid until midnight on Friday.',
	'Please sign the form today or tomorrow.',
	'Do you want to be the chair of the committee?',
	'Do you want your children to learn the piano?',
	'If you do not water the plants, they will die.',
	'What do you know about the budget?',
	'She cannot keep the shop open on Sundays.',
	'He is not a liar.',
	'The play is about a liar and his brother.',
	'So you want to meet on Monday?',
	'So you think the bridge should be repaired?',
	'What about lunch?',
	'We talked about the roof. What about the windows?',
	'My doctor says that I should walk more.',
	'My brother is a surgeon in Lyon, and he says hello.',
	'A study published by the University of Leeds shows that the effect is small.',
	'Do the experts agree on the date?',
	'The three experts agree on the date.',
	'Does everybody know that the meeting starts at six?',
	'Everybody knows each other in this town.',
	'Everyone has arrived, so we can start.',
	'We have always had a piano in the hall.',
	'After the storm the road was closed, so the bus was late.',
	'Since the trucks were banned, my sales have fallen by a fifth.',
	'My grandmother walked to school every day.',
	'They are all here.',
	'All members are welcome.',
	'Nobody has proved the theorem yet.',
	'When did you stop smoking?',
	'Why are you so late?',
	'If you wanted the window seat, you should have said so.',
	'The case was closed in 1998.',
	'That is a slippery slope argument, and a straw man.'
];

describe('findTechniques', () => {
	for (const technique of techniqueNames) {
		it(`recognizes ${technique} by its wording`, () => {
			for (const text of uses[technique]) assert.ok(techniquesIn(...text.split(/(?<=[.?]) (?=Then|What|So)/)).includes(technique), text);
		});
	}

	it('accuses nobody who only sounds like it', () => {
		for (const text of harmless) assert.deepEqual(techniquesIn(text), [], text);
	});

	it('joins sentences that follow one another into one passage, and never those of two speakers', () => {
		const said = (speaker: string, text: string, start: number): Segment => ({ text, speaker, start, end: start + 2 });
		const findings = (other: string) =>
			findTechniques(readSentences([said('Ana', 'There is no middle ground.', 0), said(other, 'There is no alternative.', 2)], 'en')).map(
				({ quotes }) => quotes.map(({ quote, speaker }) => `${speaker}: ${quote}`)
			);
		assert.deepEqual(findings('Ana'), [['Ana: There is no middle ground.', 'Ana: There is no alternative.']]);
		assert.deepEqual(findings('Ben'), [['Ana: There is no middle ground.'], ['Ben: There is no alternative.']]);
		assert.deepEqual(
			findTechniques(readSentences([said('Ana', 'You lecture me about debt?', 0), said('Ben', 'What about the pool?', 2)], 'en')),
			[]
		);
	});

	it('reads anything, quickly, and quotes only whole sentences of it', () => {
		const word = fc.oneof(
			fc.constantFrom(
				'either',
				'or',
				'so',
				'you',
				'want',
				'then',
				'we',
				'my',
				'everyone',
				'if',
				'next',
				'never',
				'die',
				'nothing',
				',',
				'.',
				'?'
			),
			fc.string({ maxLength: 8 })
		);
		fc.assert(
			fc.property(fc.array(word, { maxLength: 60 }), (words) => {
				const sentences = readSentences(lined([words.join(' ')]), 'en');
				const quotes = new Set(sentences.flatMap((sentence) => sentence.quotes));
				for (const finding of findTechniques(sentences)) for (const quote of finding.quotes) assert.ok(quotes.has(quote));
			}),
			{ numRuns: 300 }
		);
	});
});
