/** Lists of words that several cues share, as alternatives in a pattern. */

/** A stretch of the same sentence. Bounded, so that no text can keep a pattern busy. */
export const gap = '[^.?!]{0,80}?';

/** What nobody wants to happen. */
export const harm = `(?:die|dies|died|dying|dead|death|kill|kills|killed|perish|perishes|destroyed?|destruction|ruin|ruins|ruined|disaster|
catastrophe|collapses?|chaos|slavery|enslaved|bankrupt|bankruptcy|doomed|finished|extinct|extinction|wreck|wrecked|starve|starves|suffer|
homeless|burn|burns|drown|drowns|surrender|tyranny|hell|go under|goes under|be lost|is lost|are lost|lose everything|loses everything|
war|bloodshed)`.replaceAll('\n', '');

export const kin = `(?:mother|father|mum|mom|dad|brother|sister|son|daughter|uncle|aunt|cousin|nephew|niece|grandfather|grandmother|grandpa|
grandma|granddad|husband|wife|friend|buddy|neighbou?r|colleague|boss|(?:brother|sister|mother|father|son|daughter)-in-law)`.replaceAll(
	'\n',
	''
);

/** Those whom people worry about. */
export const dear =
	'(?:children|child|kids?|sons?|daughters?|famil(?:y|ies)|mothers?|parents|grandchildren|loved ones|wife|husband|baby|babies)';

/** Titles and other ways to speak of an opponent, without the name. */
export const opponent =
	`(?:you|they|he|she|we|the other side|my opponents?|this government|the (?:mayor|council|minister|president|left|right|
opposition|critics)|(?:mr|mrs|ms|miss|dr|professor|councill?or|senator|mayor|minister|president|governor|congress(?:man|woman))\\.? [\\p{L}'-]+)`.replaceAll(
		'\n',
		''
	);

export const insult = `(?:liar|idiot|fool|moron|imbecile|crook|coward|clown|traitor|hypocrite|scoundrel|thug|loser|lunatic|parasite|vermin|
scum|stooge|charlatan|quack|bigot|simpleton|demagogue|crybaby|conman|windbag|blockhead|nutcase|crackpot)`.replaceAll('\n', '');
