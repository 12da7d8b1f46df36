/**
 * The loopback web's own content. What it says of real things is so; it has namesakes of what the town hall of the examples speaks of (a
 * Mill Street Bridge elsewhere, another Dan Hale), because the real web has them too.
 */
import type { World } from './World.js';

const q = {
	bridge: 'Q12280',
	unitedStates: 'Q30',
	italy: 'Q38',
	metre: 'Q11573',
	country: 'Q6256',
	city: 'Q515',
	material: 'Q214609'
} as const;

export const builtinWorld: World = {
	articles: [
		{
			title: 'Golden Gate Bridge',
			text: [
				'The Golden Gate Bridge is a suspension bridge over the strait that joins San Francisco Bay to the Pacific Ocean. It opened to traffic in May 1937 and was the longest suspension bridge of its day.',
				'Work on the piers began in January 1933. Strauss, the chief engineer, shared the design with Ellis and Moisseiff; the latter also had a part in the Tacoma Narrows Bridge.',
				'The bridge was opened to people on foot on 27 May 1937, and to cars a day later. Its main span measures 1,280 metres. It is repainted all the time, in the colour called international orange.'
			]
		},
		{
			title: 'Brooklyn Bridge',
			text: [
				'The Brooklyn Bridge crosses the East River between Manhattan and Brooklyn in New York City. It was opened on 24 May 1883, after fourteen years of work.',
				'John Roebling designed it and died before the work began; his son Washington and Emily Roebling saw it finished. On the first day 1,800 vehicles and 150,300 people crossed it.',
				'Today it carries cars, cyclists and people on foot. It was made a National Historic Landmark in 1964.'
			]
		},
		{
			title: 'Tacoma Narrows Bridge (1940)',
			text: [
				'The first Tacoma Narrows Bridge was a suspension bridge in the state of Washington. It opened to traffic on 1 July 1940 and collapsed into Puget Sound on 7 November of the same year.',
				'The deck had moved in the wind from its first days, so that workers called it Galloping Gertie. On the morning of 7 November 1940 the bridge fell in a wind of about 64 kilometres an hour, through a twisting motion that fed itself, known as aeroelastic flutter.',
				'Nobody was killed but a dog that had been left in a car. Since then long bridges are tested in wind tunnels.'
			]
		},
		{
			title: 'Ponte Morandi',
			text: [
				'Ponte Morandi, in English the Morandi Bridge, was a road viaduct in Genoa, Italy, named after its designer Riccardo Morandi. A part of it collapsed in a rainstorm on 14 August 2018, and forty-three people died.',
				'The viaduct had been opened in 1967. What remained was demolished in June 2019, and the Genoa-Saint George Bridge stands in its place since August 2020.'
			]
		},
		{
			title: 'Concrete',
			text: [
				'Concrete is a building material of sand, gravel and a cement that hardens with water. Only water is used in greater amounts.',
				'Builders in Rome made it with lime and volcanic ash more than two thousand years ago; the dome of the Pantheon, finished in about 126, is made of it.',
				'Portland cement, which most concrete of today is made with, was patented by Joseph Aspdin in 1824.'
			]
		},
		{
			title: 'Australia',
			text: [
				'Australia is a country that takes up a continent between the Indian and the Pacific Ocean. Its capital is Canberra, and its most populous city is Sydney.',
				'The six colonies joined in a federation on 1 January 1901. Canberra was founded as the capital in 1913, a compromise between Sydney and Melbourne.'
			]
		},
		{
			title: 'Sydney',
			text: [
				'Sydney is the capital of the state of New South Wales and the most populous city of Australia. Its harbour bridge was opened in March 1932.',
				'It is not the capital of the country: that is Canberra.'
			]
		},
		{
			title: 'Bailey bridge',
			text: [
				'A Bailey bridge is a portable truss bridge that needs no crane and few tools. Donald Bailey, an engineer of the British War Office, proposed it in 1940.',
				'It was used throughout the Second World War by British, Canadian and American engineers, and still is where a bridge is needed in days.'
			]
		},
		{
			title: 'Road salt',
			text: [
				'Road salt is salt, mostly sodium chloride, that is spread on roads in winter, because brine freezes at a lower temperature than water.',
				'It speeds up the corrosion of steel in vehicles and bridges, and it harms plants beside the road.',
				'Where it is spread every winter, bridges are washed in spring, or built with steel that is coated before it is covered.'
			]
		},
		{
			title: 'Genoa',
			text: [
				'Genoa is a port in the north-west of Italy, the capital of the region of Liguria. It was a maritime republic for more than seven centuries.'
			]
		},
		{
			title: 'Mill Street Bridge',
			text: [
				'The Mill Street Bridge is a stone arch bridge over the Otter in Fennimore Falls. It was opened in 1904 and carries a single lane.',
				'It replaced a ford, and was widened in 1956 by two metres on the side of the mill.'
			]
		},
		{
			title: 'Dan Hale',
			text: ['Dan Hale was a player of Canadian football. He played as a linebacker for eleven seasons and was fined twice for fighting.']
		},
		{
			title: 'Northgate',
			text: ['Northgate may refer to: several streets, stations and shopping centres of that name.'],
			isDisambiguation: true
		}
	],
	items: [
		{
			id: 'Q44440',
			label: 'Golden Gate Bridge',
			description: 'suspension bridge on the San Francisco Bay',
			claims: {
				P31: [{ item: q.bridge }],
				P1619: [{ time: '1937-05-27', precision: 11 }],
				P17: [{ item: q.unitedStates }],
				P2043: [{ amount: 2737, unit: q.metre }]
			}
		},
		{
			id: 'Q125006',
			label: 'Brooklyn Bridge',
			description: 'bridge in New York City',
			claims: { P31: [{ item: q.bridge }], P1619: [{ time: '1883-05-24', precision: 11 }], P17: [{ item: q.unitedStates }] }
		},
		{
			id: 'Q408',
			label: 'Australia',
			description: 'country in Oceania',
			claims: {
				P31: [{ item: q.country }],
				P36: [{ item: 'Q3114' }, { item: 'Q3141', ended: true }],
				P571: [{ time: '1901-01-01', precision: 11 }]
			}
		},
		{ id: 'Q1754', label: 'Australia', description: 'film by Baz Luhrmann', claims: { P577: [{ time: '2008-11-18', precision: 11 }] } },
		{
			id: 'Q3130',
			label: 'Sydney',
			description: 'capital city of New South Wales',
			claims: { P31: [{ item: q.city }], P17: [{ item: 'Q408' }] }
		},
		{
			id: 'Q22657',
			label: 'concrete',
			description: 'composite construction material',
			claims: { P31: [{ item: q.material }] }
		},
		{
			id: 'Q90001',
			label: 'Mill Street Bridge',
			description: 'bridge in Fennimore Falls',
			claims: { P31: [{ item: q.bridge }], P571: [{ time: '1904-00-00', precision: 9 }] }
		},
		...Object.entries({
			[q.bridge]: 'bridge',
			[q.unitedStates]: 'United States',
			[q.italy]: 'Italy',
			[q.metre]: 'metre',
			[q.country]: 'country',
			[q.city]: 'city',
			[q.material]: 'building material',
			Q3114: 'Canberra',
			Q3141: 'Melbourne',
			P31: 'instance of',
			P571: 'inception',
			P1619: 'date of official opening',
			P17: 'country',
			P36: 'capital',
			P2043: 'length',
			P577: 'publication date'
		}).map(([id, label]) => ({ id, label, description: '', claims: {} }))
	],
	pages: [
		{
			path: 'engineering/tacoma',
			title: 'Why the Tacoma Narrows Bridge fell',
			text: [
				'The Tacoma Narrows Bridge fell on 7 November 1940, four months after it had been opened. No part of it was weak or rusty: it was too light and too flexible for the wind in that valley.',
				'Engineers had measured how it moved for weeks, and a model was already being tested in a wind tunnel at the university when the news came that the real bridge was gone.',
				'What brought it down was not a strong wind but a steady one: every twist of the deck made the next twist larger, until the hangers broke and the deck fell into the water.'
			]
		},
		{
			path: 'engineering/genoa',
			title: 'Five years after Genoa',
			text: [
				'When the Morandi Bridge in Genoa came down on the morning of 14 August 2018, forty-three people died. The trial over who should have acted has heard hundreds of witnesses since.',
				'Experts found that the steel inside the concrete of one of the stays had rusted through for years. It had been inspected from the ground and from a gallery, and seldom touched.',
				'Since then the owners of motorways in Italy have to inspect every bridge of a certain age by hand, and to publish what they find within a year.'
			]
		}
	],
	posts: [
		{
			service: 'hackernews',
			id: '40001',
			title: 'The Golden Gate Bridge is never finished being painted',
			text: '',
			link: 'https://bridges.example/golden-gate-paint',
			author: 'riveter',
			points: 214,
			replies: 96,
			published: '2024-03-02T09:12:00Z'
		},
		{
			service: 'hackernews',
			id: '40002',
			title: 'What Tacoma Narrows Bridge taught engineers',
			text: 'I wrote this after reading the report of 1941.',
			author: 'flutter',
			points: 77,
			replies: 31,
			published: '2023-11-07T18:00:00Z'
		},
		{
			service: 'reddit',
			id: 'abc12',
			title: 'Rode my bike over the Golden Gate Bridge for the first time',
			text: 'Windy, and worth it.',
			author: 'spokes',
			place: 'r/bicycling',
			points: 1312,
			replies: 120,
			published: '2024-06-15T20:30:00Z'
		},
		{
			service: 'bluesky',
			id: '3kabc',
			title: '',
			text: 'Fog under the Golden Gate Bridge this morning, and a ship that nobody could see.',
			author: 'fogwatch',
			points: 42,
			replies: 3,
			published: '2024-07-01T07:00:00.000Z'
		},
		{
			service: 'mastodon',
			id: '1120',
			title: '',
			text: 'The #GoldenGateBridge turned orange for good in 1937, and has been repainted ever since.',
			author: 'steelandair',
			place: 'GoldenGateBridge',
			points: 12,
			replies: 1,
			published: '2024-05-27T12:00:00.000Z'
		}
	]
};
