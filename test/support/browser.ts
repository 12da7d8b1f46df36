import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', process.env['CHROMIUM_PATH']];

/** A real browser. Skips the tests of a suite, saying how to get one, where there is none. To be called in `before`. */
export async function openBrowser(context: Mocha.Context): Promise<Browser> {
	const executablePath = places.find((place) => place !== undefined && existsSync(place));
	if (executablePath === undefined) {
		process.stderr.write('    skipped: install chromium, or name one in CHROMIUM_PATH, to run these tests\n');
		context.skip();
	}
	// Its own sandbox does not work for root, as whom containers run tests; the pages are ours.
	return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
