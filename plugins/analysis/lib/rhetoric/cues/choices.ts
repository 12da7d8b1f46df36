/** Cues for arguments that leave no choice: dilemmas, slopes, deadlines. */
import { type Cue, wording } from '../Cue.js';
import { slope } from '../slope.js';
import { gap, harm } from '../words.js';

export const choiceCues: readonly Cue[] = [
	{
		technique: 'false-dilemma',
		pattern: wording`\beither\b${gap}\b(?:or)\b${gap}\b(?:${harm}|against us|against me|with the (?:enemy|terrorists)|nothing at all|no future)\b`,
		unless: /\beither way\b/u
	},
	{
		technique: 'false-dilemma',
		pattern: wording`\b(?:with us or against us|for us or against us|part of the solution or part of the problem|
			(?:you are|if you are|who is|who are|whoever is) not (?:with|for) (?:us|me)\b${gap}\bagainst\b|
			not part of the solution${gap}part of the problem)`
	},
	{
		technique: 'false-dilemma',
		pattern: wording`\bthere is (?:simply |really |now )?(?:nothing in between|no middle (?:ground|way|course)|no third way|no in-?between|
			(?:absolutely )?no (?:other )?alternative)\b`,
		unless: /\bno alternative (?:route|address|name|date)/u
	},
	{
		technique: 'false-dilemma',
		pattern: wording`\bis either\b${gap}\b(?:extinction|death|disaster|catastrophe|ruin|chaos|collapse|bankruptcy|slavery|war)\b${gap}\bor\b|\bthere is (?:simply |really |now )?no (?:other )?(?:way|path|road|escape|retreat|hope|future|solution|answer)
			(?: for (?:us|you|this \p{L}+))? (?:but|except|other than)\b|\bis all (?:that is |that we have |we have )left(?: to| for)?(?: us| you)?\b`,
		unless: /\beither way\b|\b(?:who|which|that) either\b/u
	},
	{
		technique: 'false-dilemma',
		pattern: wording`\b(?:we|you|they) (?:simply |really |now )?have no (?:other )?(?:choice|alternative|option)\b(?! (?:in|of|about|on)\b)|
			\bthe only (?:real |possible |remaining )?(?:choice|alternative|option)(?: (?:that )?(?:we|you) have| left| we are left with)? is (?:to|war|surrender|a|the|more|less)\b`,
		unless: /\b(?:currently|default|supported)\b/u
	},
	{
		technique: 'false-dilemma',
		pattern: wording`\b(?:choose|choice|must|fight|adapt|act|liberty|freedom|give (?:me|us) [\p{L}]+|it is|be it|change|obey|unite|do)
			[,:]? (?:${gap} )?or (?:we |you |they |it is |give (?:me|us) )?(?:will )?(?:die|perish|death|slavery|extinction|ruin|starve)\b`,
		unless: /\b(?:matter|question) of life (?:or|and) death|\blife or death\b/u
	},
	{
		technique: 'slippery-slope',
		pattern: slope,
		sentences: 2
	},
	{
		technique: 'slippery-slope',
		pattern: wording`\b(?:where (?:does|will|would) (?:it|this|that|they)(?: all)? (?:end|stop)\b|thin end of the wedge\b|open(?:s|ing)? the floodgates\b|
			(?:on|down|is|be|at the top of) (?:a|the|this|that) (?:very )?slippery slope\b|(?:it|this|that|they) will not (?:stop|end) (?:there|here|at|with)\b)`
	},
	{
		technique: 'false-urgency',
		pattern: wording`\b(?:now or never|no time (?:left )?to (?:think|debate|discuss|waste|lose|hesitate|argue)|not a (?:moment|minute|second|day) to (?:lose|waste)|
			(?:this|it) is (?:your|our|the|my) (?:very )?last chance|before it is too late|time is running out|the clock is ticking|
			while (?:stocks?|supplies) lasts?|(?:limited|one)[- ]time offer|act now|(?:tomorrow|later|then) (?:it )?(?:will|may|might|could) be too late|
			(?:last|final|only) chance to (?:save|get|secure|stop|act|buy|join))\b`
	},
	{
		technique: 'false-urgency',
		pattern: wording`\b(?:what are (?:we|you) (?:still )?waiting for|why (?:do|should|would|must) (?:we|you) (?:still |even )?(?:wait|hesitate|delay)\b(?! for)|
			how (?:much )?long(?:er)? (?:must|do|will|shall|can) we (?:wait|hesitate)|it is (?:now )?too late to (?:turn back|retreat|retire|change course|go back|think))\b`
	},
	{
		technique: 'false-urgency',
		pattern: wording`\b(?:sign|buy|act|decide|vote|order|call|pay|join|choose|accept|register|book|take it|agree)\b[^.?!]{0,60}?
			\b(?:tonight|today|now|at once|immediately|by midnight|this (?:minute|instant|evening|week))\b[^.?!]{0,40}?
			\b(?:or|otherwise|before)\b[^.?!]{0,40}?\b(?:lose|loses|lost|miss|gone|regret|never|too late|out)\b`
	},
	{
		technique: 'false-urgency',
		pattern: wording`\b(?:offer|deal|price|discount|chance|opportunity)\b[^.?!]{0,30}?\b(?:runs? out|expires?|ends?|is gone|vanish(?:es)?)\b[^.?!]{0,40}?
			\b(?:so|hurry|act|sign|buy|call|decide|order)\b`
	}
];
