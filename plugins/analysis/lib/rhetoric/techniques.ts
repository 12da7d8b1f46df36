/** Ways of arguing that persuade without proving. Names as in textbooks of informal logic; `meaning` is what the report says of each. */
export const techniques = {
	'false-dilemma': { title: 'False dilemma', meaning: 'only two ways out are shown, or only one' },
	'slippery-slope': {
		title: 'Slippery slope',
		meaning: 'one step is said to lead to a disaster at the end of a chain that nobody has shown'
	},
	'false-urgency': { title: 'Pressure of time', meaning: 'a deadline stands in for a reason' },
	'appeal-to-fear': { title: 'Appeal to fear', meaning: 'what could happen to you or yours stands in for how likely it is' },
	'ad-hominem': { title: 'Ad hominem', meaning: 'the person is attacked instead of what was said' },
	'name-calling': { title: 'Name-calling', meaning: 'a person gets a label instead of an answer' },
	'straw-man': { title: 'Straw man', meaning: 'somebody’s position is restated as an extreme one' },
	whataboutism: { title: 'Whataboutism', meaning: 'a reproach is answered with another reproach' },
	'appeal-to-authority': { title: 'Appeal to authority', meaning: 'somebody’s standing stands in for evidence' },
	'unnamed-authority': { title: 'Unnamed authority', meaning: 'experts or studies are cited, but not which' },
	bandwagon: { title: 'Bandwagon', meaning: 'it is said to be right because many do it or think it' },
	'appeal-to-tradition': { title: 'Appeal to tradition', meaning: 'it is said to be right because it has always been so' },
	'false-cause': { title: 'False cause', meaning: 'what came first is taken for the cause of what came after' },
	'anecdote-as-proof': { title: 'Anecdote as proof', meaning: 'one person’s experience is made into a rule' },
	'hasty-generalisation': { title: 'Hasty generalisation', meaning: 'all of a group are said to be alike' },
	'appeal-to-ignorance': { title: 'Appeal to ignorance', meaning: 'what was not disproved is taken for proved, or the other way round' },
	'loaded-question': { title: 'Loaded question', meaning: 'the question takes for granted what would have to be shown' },
	guilt: { title: 'Guilt and loyalty', meaning: 'who disagrees is made out to be disloyal, heartless or suspect' },
	dismissal: { title: 'Closing the discussion', meaning: 'doubt is ruled out instead of answered' }
} as const satisfies Readonly<Record<string, { readonly title: string; readonly meaning: string }>>;

export type Technique = keyof typeof techniques;

export const techniqueNames = Object.keys(techniques) as [Technique, ...Technique[]];
