/** Cues for arguments from fear and guilt. */
import { type Cue, wording } from '../Cue.js';
import { dear, gap, harm } from '../words.js';

export const fearCues: readonly Cue[] = [
	{
		technique: 'appeal-to-fear',
		pattern: wording`\b(?:do|would) (?:you|we|any of you|any of us) (?:really |honestly )?want to be (?:the|that|a|one of the) (?:\p{L}+ ){1,2}(?:who|that|whose)\b`
	},
	{
		technique: 'appeal-to-fear',
		pattern: wording`\b(?:do|would) you (?:really |honestly )?want (?:your|our|my|their|the) (?:own )?(?:\p{L}+ )?${dear}\b${gap}\b(?:${harm}|sick|poor|hungry|hurt|unsafe|alone|attacked|poisoned|afraid)\b`
	},
	{
		technique: 'appeal-to-fear',
		pattern: wording`\bhow many (?:more )?(?:\p{L}+ ){1,3}(?:must|have to|need to|will have to|are going to|will|should) (?:still )?(?:die|suffer|perish|be (?:killed|lost|hurt|sacrificed))\b`
	},
	{
		technique: 'appeal-to-fear',
		pattern: wording`\b(?:blood (?:will be |is )?on (?:your|our|their|his|her) hands|(?:think|thought) of (?:the|your|our) (?:own )?(?:children|kids|grandchildren)\b|
			(?:you|your ${dear}|our ${dear}) (?:could|may|might|will) be (?:the )?next\b)`,
		unless: /\bthought of the children('s)? (?:book|program|room|school)/u
	},
	{
		technique: 'appeal-to-fear',
		pattern: wording`\b(?:if|unless) (?:we|you|they|this \p{L}+|this) (?:do not|does not|fail|fails|refuse|refuses|vote|let|lose|loses|wait|give)?${gap}, (?:then )?
			(?:we|all of us|our ${dear}|your ${dear}|this (?:town|city|country|nation|world|company|club)|our (?:town|city|country|nation|world|way of life))
			(?: all)? (?:will|shall|are going to|is going to) (?:all |surely |soon )?(?:be )?${harm}\b`
	},
	{
		technique: 'guilt',
		pattern: wording`\b(?:if you (?:really|truly|actually) (?:loved?|cared?|believed?|wanted?|respected?|trusted?|supported?)\b${gap}\byou (?:would|will)\b|
			shame on (?:you|him|her|them|anyone|those|everyone|all)\b|how dare (?:you|he|she|they|anyone)\b|have you no (?:shame|decency|heart|conscience)\b|
			if you have (?:got )?nothing to hide\b)`
	},
	{
		technique: 'guilt',
		pattern: wording`\b(?:(?:no|a|any) (?:real|true|genuine|proper) (?:man|woman|friend|patriot|citizen|believer|fan|leader|professional|scientist|american|briton|christian|
			muslim|conservative|liberal|socialist) (?:would|could|can|will|does)\b)`
	},
	{
		technique: 'loaded-question',
		pattern: wording`\b(?:when (?:did|will) (?:you|he|she|they) (?:finally )?stop (?:lying|cheating|stealing|beating|hiding|pretending)|have you (?:finally )?stopped (?:lying|cheating|stealing|beating|hiding)|
			why (?:do|does|are|is|must) (?:you|he|she|they) (?:hate|hating|always (?:lie|lying|insist|attack)|so (?:afraid|scared|eager to)|want(?:ing)? to (?:destroy|ruin|kill|hurt|punish|steal)))\b`
	}
];
