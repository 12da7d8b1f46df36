import { deepEqual, equal, ok } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { renderHtml } from '#lib/report/renderHtml';
import { openBrowser } from '../../support/browser.js';
import { built } from '../../support/built.js';
import { repository } from '../../support/repository.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { reportWith, sectionWith } from './sample.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phone = { width: 360, height: 740 };
const screens = { 'a phone': phone, 'a desk': { width: 1200, height: 900 } };

describe("a report's page, in a browser", () => {
	let browser: Browser;
	/** What the demonstration of this repository makes. */
	let townHall: string;

	before(async function () {
		browser = await openBrowser(this);
		const folder = temporaryFolder();
		const args = ['run', 'examples/town-hall.vtt', '--depth', 'experimental', '--out', folder];
		const env = { ...process.env, DATA_DIR: join(folder, 'data') };
		await promisify(execFile)(process.execPath, [built(join(repository, 'src/cli/main.ts')), ...args], { cwd: repository, env });
		townHall = join(folder, 'report.html');
	});

	after(() => browser?.close());

	/** Opens a page; `troubles` collects what a reader must never be bothered with. */
	async function open(file: string, options: BrowserContextOptions = {}): Promise<{ readonly page: Page; readonly troubles: string[] }> {
		const context = await browser.newContext(options);
		const page = await context.newPage();
		const troubles: string[] = [];
		page.on('dialog', (dialog) => {
			troubles.push(`a dialog says ${dialog.message()}`);
			void dialog.dismiss();
		});
		page.on('console', (message) => troubles.push(`the console says ${message.text()}`));
		page.on('pageerror', (error) => troubles.push(`a script fails: ${error.message}`));
		page.on('request', (request) => {
			if (!request.isNavigationRequest() && !request.url().startsWith('data:')) troubles.push(`it asks for ${request.url()}`);
		});
		await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
		return { page, troubles };
	}

	for (const [screen, viewport] of Object.entries(screens)) {
		for (const colorScheme of ['light', 'dark'] as const) {
			it(`can be read by everybody on ${screen} in ${colorScheme} colours, as the rules of accessibility want it`, async () => {
				// The page forbids every script, also that of the examination.
				const { page, troubles } = await open(townHall, { viewport, colorScheme, bypassCSP: true });
				await page.evaluate(axe);
				const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
				deepEqual(
					violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
					[]
				);
				deepEqual(troubles, []);
			});
		}
	}

	it('leads from its contents to each section', async () => {
		const { page } = await open(townHall, { reducedMotion: 'reduce' });
		const links = await page.locator('nav a').all();
		ok(links.length > 5);
		for (const link of links) {
			await link.click();
			equal(new URL(page.url()).hash, await link.getAttribute('href'));
			await page.waitForFunction('document.querySelector(":target").getBoundingClientRect().top < innerHeight');
		}
	});

	it('neither runs nor asks for anything, whatever strangers wrote, and fits a phone', async () => {
		const evil = `"'><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>{{7*7}}\u202E\u0000`;
		const long = 'w'.repeat(3000);
		const report = reportWith(
			[
				sectionWith(
					[evil, long].flatMap((text) => [
						{ type: 'paragraph', text, evidence: [{ quote: text, line: 1, speaker: text }] },
						{ type: 'list', title: text, items: [{ text, sources: [{ title: text, url: `https://example.org/${text}` }] }] },
						{ type: 'facts', title: text, items: [{ label: text, value: text }] },
						{ type: 'table', title: text, columns: [text, text, text], rows: [[text, 'one', 'two']] },
						{ type: 'picture', artifact: 'drawn', alt: text }
					]),
					{ stage: evil, title: evil, notes: [evil] }
				)
			],
			{
				title: evil,
				summary: long,
				source: `https://example.org/${evil}`,
				files: [{ name: 'a.svg', artifact: 'drawn', mediaType: 'image/svg+xml', bytes: 1 }]
			}
		);
		const svg =
			'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(4)"><image href="http://127.0.0.1:9/x"/><script>alert(5)</script></svg>';
		const file = join(temporaryFolder(), 'report.html');
		writeFileSync(file, renderHtml(report, { pictures: new Map([['drawn', Buffer.from(svg)]]) }));
		const { page, troubles } = await open(file, { viewport: phone });
		deepEqual(troubles, []);
		equal(await page.evaluate('document.scripts.length'), 0);
		equal(await page.title(), evil.replace('\u0000', '\uFFFD'));
		equal(await page.evaluate('document.documentElement.scrollWidth'), phone.width, 'nothing sticks out');
	});

	it('shows on paper what is folded away on a screen', async () => {
		const items = Array.from({ length: 30 }, (_, index) => ({ text: `Item ${index}.` }));
		const file = join(temporaryFolder(), 'report.html');
		writeFileSync(file, renderHtml(reportWith([sectionWith([{ type: 'list', items }])])));
		const { page } = await open(file);
		const last = page.getByText('Item 29.');
		equal(await last.isVisible(), false);
		await page.emulateMedia({ media: 'print' });
		equal(await last.isVisible(), true);
	});
});
