/** Cues for arguments against persons instead of positions. */
import { type Cue, wording } from '../Cue.js';
import { gap, insult, opponent } from '../words.js';

export const peopleCues: readonly Cue[] = [
	{
		technique: 'ad-hominem',
		pattern: wording`\b(?:(?:forgive|excuse|pardon) (?:me|us) if (?:i|we) do not (?:trust|believe|listen|take|buy)|(?:it is|that is) (?:a bit )?rich,? coming from|
			(?:coming|that|this)(?: is)? from (?:a|the|some|the same|somebody|someone)(?: (?:man|woman|person|people|party|guy|mayor|minister))? who (?:cannot|could not|can not|never|has never|once|failed|did not|does not)|
			who (?:are|is) (?:you|he|she|they) to (?:tell|lecture|judge|talk|say|teach|criticise|criticize))\b`
	},
	{
		technique: 'ad-hominem',
		pattern: wording`\b(?:what|how) (?:would|could|can) (?:he|she|they|you|someone like (?:you|him|her)|people like (?:you|him|her|them)|a (?:\p{L}+ )?\p{L}+)
			(?: possibly| even)? know about\b|\b(?:but )?how would (?:he|she|they|you) (?:even )?know\b|\bof course (?:you|he|she|they) would say that\b|\b(?:why|how) (?:should|can|could|would) (?:we|anyone|anybody|i|you) (?:ever )?(?:trust|believe|listen to)
			(?: the word of| a word from)? (?:a|someone|anyone|somebody|people|a (?:man|woman)) ${gap}(?:who|that|like)\b`
	},
	{
		technique: 'ad-hominem',
		pattern: wording`\b(?:cannot|could not) (?:even )?(?:keep|run|manage|spell|count|balance|control|remember|look after|take care of)\b${gap}
			\b(?:his|her|their|your) own\b${gap}\b(?:so|and yet|yet|but|and (?:he|she|they|you)|how)\b`
	},
	{
		technique: 'name-calling',
		pattern: wording`\b(?:(?:you|he|she|they|this man|that man|this woman|that woman|these people|those people|my opponent|${opponent})
			 (?:is|are|was|were) (?:(?:just|nothing but|only|all|such|simply|truly|really) )?(?:(?:a|an|the) )?(?:(?:bunch|pack|gang) of )?(?:(?!not)\p{L}+ ){0,2}${insult}s?|you ${insult}s?|
			(?:these|those) (?:\p{L}+ )?${insult}s)\b`,
		unless: wording`\b(?:not|never|no) (?:a |an |the |such )?(?:\p{L}+ )?${insult}|\bnot ${gap}${insult}`
	},
	{
		technique: 'straw-man',
		pattern: wording`^(?:oh,? )?(?:so|so then|in other words|apparently|basically|what (?:you|they|he|she) (?:really|actually) (?:want|mean|are saying)s? is)\b[, ]*(?:that |what )?
			${opponent}(?: now| really| just)? (?:want|wants|would (?:have us|like us to|rather|prefer to)|think|thinks|believe|believes|say|says|is saying|are saying|suggest|suggests|propose|proposes|
			mean|means|claim|claims)\b${gap}\b(?:nothing(?: at all)?|at all|abolish|destroy|surrender|give up|throw away|
			let (?:\p{L}+ ){1,4}(?:die|starve|suffer|rot|drown|burn)|leave (?:our|your|the|these|those|us|them)|(?:everyone|everybody|nobody|no one|all of us) (?:to|should|can|has to|must|is))\b`
	},
	{
		technique: 'whataboutism',
		pattern: wording`\b(?:you|they|he|she|${opponent}) (?:now |still |dare (?:to )?|want to |like to |love to |keep )?(?:lecture|lectures|accuse|accuses|blame|blames|attack|attacks|preach|preaches|
			complain|complains|talk|talks|criticise|criticises|criticize|criticizes|worry|worries|point|points|(?:come|comes) (?:here )?(?:and|to) (?:talk|lecture))(?:ing)?\b${gap}
			[.?!,;] ?(?:(?:and|but|well|then|so),? )*(?:what|how) about\b`,
		sentences: 2
	},
	{
		technique: 'whataboutism',
		pattern: wording`\b(?:where (?:was|were) (?:you|he|she|they|all this \p{L}+|your (?:outrage|concern|principles|voice)|the outrage) when|
			(?:you|they|he|she) (?:are|is) (?:a fine |the )?one to talk|look who is talking|(?:pot|kettle) calling|(?:clean up|sweep|look at) (?:your|their) own (?:house|mess|side|record|doorstep|backyard) first)\b`
	}
];
