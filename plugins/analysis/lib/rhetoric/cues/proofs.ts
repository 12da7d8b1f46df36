/** Cues for conclusions that do not follow. */
import { type Cue, wording } from '../Cue.js';
import { gap, insult, kin } from '../words.js';

export const proofCues: readonly Cue[] = [
	{
		technique: 'false-cause',
		pattern: wording`\b(?:first|since|ever since|after|as soon as|the (?:day|week|month|year|moment|minute) (?:after|that))\b${gap}(?:,|;|then)${gap}\b(?:so|therefore|hence|clearly|obviously|which (?:means|shows|proves)|that (?:means|shows|proves))\b[, ]*
			(?:that )?(?:it (?:is|was|must be|must have been|has to be)|(?:the|this|that|these|those) \p{L}+ (?:must have|caused?|causes|did (?:it|this|that)|(?:is|are|was|were) (?:the (?:cause|reason)|to blame|(?:\p{L}+ )?responsible)))\b`,
		sentences: 2
	},
	{
		technique: 'false-cause',
		pattern: wording`\b(?:and|then|after (?:that|which)|the next (?:day|week|month|morning)|now)\b${gap}[,;] ?(?:so|therefore)[, ]+(?:it|the|this|that|those|these) (?:\p{L}+ ){0,3}must have (?:been|caused|made|done|killed|ruined|cured|worked|brought)\b`
	},
	{
		technique: 'false-cause',
		pattern: wording`\b(?:(?:that|this|it) (?:is|was) (?:no|not a|hardly a) (?:mere )?coincidence|(?:cannot|can hardly|could not) be (?:a |mere )?coincidence|coincidence\? i (?:do not )?think)\b`
	},
	{
		technique: 'anecdote-as-proof',
		pattern: wording`\b(?:(?:my|our) (?:(?:own|late|old|great|dear) )?${kin}|i (?:have|had|know|knew|smoked|drove|ate|took|walked|lived|worked|never|always)|i)\b${gap}
			\b(?:every day|all (?:his|her|my|our|their) (?:life|lives)|for (?:\p{L}+[ -]){1,3}years|never|always|lived to|ninety|a hundred|not once|a day in)\b${gap}
			(?:[,;.!] ?|\band )(?:so,? )?(?:(?:please )?(?:do not|never) tell (?:me|us)|(?:that|which|it) (?:proves|shows)|you cannot tell me|how (?:can|could) (?:it|that|this) be|
			so (?:it|that|this|they|the \p{L}+) (?:cannot|is not|are not|must|is perfectly|is|are) (?:be )?(?:so |that |perfectly |completely )?(?:bad|dangerous|harmful|safe|true|real|harmless|fine|work|works))\b`,
		sentences: 2
	},
	{
		technique: 'hasty-generalisation',
		pattern: wording`\b(?:(?:they|those people|these people|people like (?:that|him|her|them|you)|politicians|journalists|lawyers|bankers|foreigners|immigrants|scientists|experts|men|women|the (?:rich|poor|young|old))
			 (?:are|do) all (?:the same|liars|alike|crooks|corrupt|criminals|lazy|stupid|in it for|after)|
			all (?:\p{L}+ ){1,2}are (?:liars|criminals|crooks|corrupt|the same|lazy|stupid|evil|thieves|frauds))\b`
	},
	{
		technique: 'appeal-to-ignorance',
		pattern: wording`\b(?:(?:nobody|no one|no (?:study|scientist|expert|court)|you|they|he|she|science) (?:has|have|can|could|cannot|could not|did)?(?: ever| never| not| yet){0,2} ?
			(?:prove|proved|proven|disprove|disproved|disproven|rule out|ruled out)\b${gap}\b(?:so|therefore|hence|which means|that means)\b|(?:no one|nobody|no other \p{L}+|they|you) (?:\p{L}+ )?(?:has|have|had) (?:ever |yet )?been able to (?:prove|disprove)\b|prove (?:me|us) wrong\b|
			(?:you|they|nobody) (?:cannot|can|could not) prove (?:it is not|that it is not|otherwise|the opposite|i am wrong|we are wrong)\b|
			there is no (?:proof|evidence) (?:that |against )${gap}\b(?:so|therefore|hence|which means)\b)`
	},
	{
		technique: 'dismissal',
		pattern: wording`\b(?:end of (?:story|discussion|debate)|case closed|(?:the|this) (?:debate|discussion|matter) is (?:over|closed|settled)|and that is that|no ifs,? (?:and |or )?no buts|
			there is nothing (?:more|left|else) to (?:discuss|debate|talk about))\b`
	},
	{
		technique: 'dismissal',
		pattern: wording`\b(?:(?:no|any) (?:sane|reasonable|sensible|decent|thinking|honest|intelligent|serious|self-respecting|right-thinking) (?:person|man|woman|people|human being|citizen|voter|parent|mind)s?
			(?: in (?:this|the) \p{L}+)? (?:would|could|can|will|knows?|understands?|sees?|agrees?|believes?|thinks?|doubts?|denies|supports?|has to)|
			only (?:a|an) (?:\p{L}+ )?(?:${insult}|child|monster|criminal) (?:would|could|can|believes?|doubts?|thinks?|denies)|you would have to be (?:a |an )?(?:\p{L}+ )?(?:${insult}|blind|mad|crazy|insane|stupid)|
			anyone with (?:half a brain|eyes|(?:any|an ounce of|a bit of) (?:sense|common sense|decency)|common sense|a brain)|
			(?:anyone|everyone|whoever|those) who (?:disagrees?|doubts?|questions?|objects?|opposes?|votes? against) (?:\p{L}+ ){0,4}(?:is|are|must be|hates?|wants?|has no))\b`
	}
];
