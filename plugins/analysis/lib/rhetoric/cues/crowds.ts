/** Cues for arguments from what others think: authorities, crowds, ancestors. */
import { type Cue, wording } from '../Cue.js';
import { gap, kin } from '../words.js';

const verdict =
	`(?:cannot|will|must|never|always|has to|have to|should|would|nobody|no one|(?:is|are|was|were) (?:not |perfectly |completely |totally |quite )?
(?:safe|dangerous|true|false|wrong|right|a hoax|impossible|useless|harmless|fine|worthless|the best|the only|poison))`.replaceAll('\n', '');

export const crowdCues: readonly Cue[] = [
	{
		technique: 'appeal-to-authority',
		pattern: wording`\b(?:my|his|her|our|a) (?:(?:good|best|own|old|dear) )?${kin}\b${gap}\b(?:surgeon|doctor|professor|engineer|scientist|lawyer|judge|nurse|pilot|dentist|pharmacist|
			phd|expert|genius|officer|(?:one of the|among the) (?:finest|best|top|leading|most|greatest|cleverest|smartest)|nobel|famous)\b${gap}
			\b(?:says?|said|tells? (?:me|us|everyone)|told (?:me|us|everyone)|thinks?|believes?|swears?|assures?|is (?:sure|certain|convinced))\b${gap}\b${verdict}\b`,
		unless: wording`\bthat i (?:should|must|have to|need)|\b(?:says?|said|told me) (?:that )?(?:i|my)\b`,
		sentences: 2
	},
	{
		technique: 'unnamed-authority',
		pattern: wording`\b(?:(?:all|many|most|several|leading|top|countless|numerous|independent|the) )?(?:experts|scientists|studies|researchers|doctors|economists|historians|insiders|research|science)
			(?: all| now| everywhere| clearly| always| today)? (?:say|says|agree|agrees|show|shows|prove|proves|(?:has|have) (?:shown|proved|proven|found|known)|know|knows|confirm|confirms|warn)\b`,
		unless:
			/\b(?:from|at|of|by|in) (?:the )?(?:university|institute|journal|college|ministry|school|department|office)\b|\b(?:1[5-9]|20)\d\d\b|\bpublished\b|\baccording to\b|\b(?:the|these|those|our|both|two|three) (?:experts|scientists|studies|researchers|doctors|economists|historians)\b|\b(?:do|does|did) (?:the )?(?:experts|scientists|studies|research)|\?$/u
	},
	{
		technique: 'bandwagon',
		pattern: wording`\b(?:everyone|everybody|all of (?:us|them|our \p{L}+)|the whole (?:world|town|country|city)|millions(?: of \p{L}+)?|so many people|most people|nobody else|every other \p{L}+|(?:a )?million \p{L}+)
			\b${gap}\b(?:(?:cannot|could not|can) (?:all )?be wrong|(?:so )?(?:it|that|we|you|this) (?:has to|have to|must|ought to|should) (?:be (?:the )?(?:right|true|good|best|safe|better)|do (?:it|so|the same)|follow|join)|
			so (?:you|we) (?:need|have|ought) to (?:too|as well|also|join|buy|get|sign|vote)|so should (?:we|you)|why should(?: not)? (?:we|you)|so why (?:not|are you|do not))\b`
	},
	{
		technique: 'bandwagon',
		pattern: wording`\b(?:everyone|everybody|the whole (?:world|town|country|city)|we all|any child) (?:(?:in|on|around|with|who) (?:\p{L}+ ){1,4})?(?:already |now |here )?knows?
			 (?:it|(?:that|this)(?= ${gap}\b(?:is|are|was|were|has|have|will|cannot|can|does|do|would|did)\b))(?! all\b)(?:\b|$)`,
		unless:
			/\?$|\b(?:do|does|did|if|whether|unless|once|until|make sure|so that|let) (?:that )?(?:everyone|everybody|we all)\b|\bnot (?:everyone|everybody)\b/u
	},
	{
		technique: 'bandwagon',
		pattern: wording`\b(?:join (?:the )?(?:millions|thousands|others|crowd|winning side)|(?:do not|before you) (?:be|get|are) (?:the (?:last|only) (?:one|person)|left (?:behind|out))|(?:be|get) on the right side of history)\b`
	},
	{
		technique: 'appeal-to-tradition',
		pattern: wording`\b(?:(?:we|they|people|our (?:fathers|ancestors|forefathers|parents|grandparents)) have always (?:done|been doing|had|believed|known|lived|managed)\b${gap}
			\b(?:so|why (?:change|should|would)|no reason|(?:that|it) is (?:enough|proof|reason)|works?|worked|and (?:it|that) (?:was|is) (?:good|right|enough|fine))\b|
			good enough for (?:my|our|his|her|your) (?:father|grandfather|grandmother|mother|parents|grandparents|ancestors|forefathers|fathers)\b)`,
		sentences: 2
	}
];
