/** `npm run check` keeps the house's rules: whatever is planted against one of them, in a house of the same rules, does not pass. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { writeFiles } from '../support/writeFiles.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');

interface Violation {
	readonly rule: string;
	readonly file: string;
	readonly source: string;
	readonly lint: string;
}

const violations: readonly Violation[] = [
	{
		rule: 'imports point down',
		file: 'src/lib/ledger/upward.ts',
		source: "export { Engine } from '#lib/engine/Engine';\n",
		lint: 'noRestrictedImports'
	},
	{
		rule: 'lib knows nothing above it',
		file: 'src/lib/engine/above.ts',
		source: "export { createApp } from '#root/app';\n",
		lint: 'noRestrictedImports'
	},
	{
		rule: 'a plugin imports the public API and nothing else of ours',
		file: 'plugins/analysis/lib/inside.ts',
		source: "export { Ledger } from '#lib/ledger/Ledger';\n",
		lint: 'noRestrictedImports'
	},
	{
		rule: 'a plugin imports no other plugin',
		file: 'plugins/analysis/stages/neighbour.ts',
		source: "export { transcribe } from '../../speech/lib/transcribe.js';\n",
		lint: 'noRestrictedImports'
	},
	{
		rule: 'no import goes in a circle',
		file: 'src/lib/report/one.ts',
		source: "import { two } from './two.js';\n\nexport const one = () => two;\n",
		lint: 'noImportCycles'
	},
	{
		rule: 'no promise floats',
		file: 'src/lib/report/floating.ts',
		source: 'async function later(): Promise<void> {}\n\nexport function now(): void {\n\tlater();\n}\n',
		lint: 'noFloatingPromises'
	},
	{
		rule: 'no any',
		file: 'src/lib/report/anything.ts',
		source: 'export const echo = (value: any): string => value;\n',
		lint: 'noExplicitAny'
	},
	{
		rule: 'no default export',
		file: 'src/lib/report/default.ts',
		source: 'export default function nameless(): void {}\n',
		lint: 'noDefaultExport'
	}
];

const decent = { file: 'src/lib/engine/decent.ts', source: "export { describeError } from '#lib/errors/describeError';\n" };

describe('the rules of the house', () => {
	let diagnosed: readonly { readonly category: string; readonly location: { readonly path: string } }[];

	before(async () => {
		const folder = temporaryFolder();
		await copyFile(join(root, 'biome.json'), join(folder, 'biome.json'));
		const planted = [
			...violations,
			decent,
			{ file: 'src/lib/report/two.ts', source: "import { one } from './one.js';\n\nexport const two = one;\n" }
		];
		writeFiles(folder, Object.fromEntries(planted.map(({ file, source }) => [file, source])));
		const { stdout } = spawnSync(process.execPath, [biome, 'lint', '--vcs-enabled=false', '--reporter=json'], {
			cwd: folder,
			encoding: 'utf8'
		});
		diagnosed = JSON.parse(stdout).diagnostics;
	});

	const lintsOf = (file: string) => diagnosed.filter(({ location }) => location.path === file).map(({ category }) => category);

	for (const { rule, file, lint } of violations) {
		it(rule, () => {
			assert.ok(
				lintsOf(file).some((category) => category.endsWith(`/${lint}`)),
				`${lint} says nothing of ${file}: ${lintsOf(file)}`
			);
		});
	}

	it('let pass what keeps to them', () => assert.deepEqual(lintsOf(decent.file), []));
});
