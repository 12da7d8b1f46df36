/** Properties of Wikidata that say something about a thing to somebody who has just heard of it; in the order in which they are shown. */
export const shownProperties: readonly string[] = [
	'P31', // instance of
	'P571', // inception
	'P1619', // date of official opening
	'P576', // dissolved, abolished or demolished
	'P569', // date of birth
	'P570', // date of death
	'P106', // occupation
	'P17', // country
	'P36', // capital
	'P1376', // capital of
	'P37', // official language
	'P38', // currency
	'P1082', // population
	'P61', // discoverer or inventor
	'P575', // time of discovery or invention
	'P112', // founded by
	'P159', // headquarters location
	'P50', // author
	'P57', // director
	'P84', // architect
	'P287', // designed by
	'P577', // publication date
	'P585', // point in time
	'P580', // start time
	'P582', // end time
	'P1120', // number of deaths
	'P2043', // length
	'P2048', // height
	'P2046', // area
	'P2044' // elevation above sea level
];
