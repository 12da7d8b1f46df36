import { readValues } from '../english/readValues.js';
import { allStems, contentStems, nameStems } from '../english/words.js';
import type { Wording } from './Wording.js';

export const englishWording: Wording = {
	comparesFigures: true,
	content: contentStems,
	all: allStems,
	name: nameStems,
	values: readValues
};
