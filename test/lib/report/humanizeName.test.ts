import assert from 'node:assert/strict';
import { humanizeName } from '#lib/report/humanizeName';

describe('humanizeName', () => {
	it('turns a stage name into a title', () => assert.equal(humanizeName('linguistic-analysis'), 'Linguistic analysis'));
	it('leaves a name without words alone', () => assert.equal(humanizeName('-'), '-'));
});
