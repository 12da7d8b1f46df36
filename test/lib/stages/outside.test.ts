/** Plugins that are no part of this repository: folders of TypeScript anywhere, packages from npm. With our source, and as it is built. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { buildDist } from '../../support/buildDist.js';
import { settingsFor } from '../../support/settings.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { writeFiles } from '../../support/writeFiles.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const runOutside = fileURLToPath(new URL('../../support/scripts/runOutside.mjs', import.meta.url));

const answerSchema = z.object({
	kind: z.string(),
	plan: z.array(z.object({ name: z.string(), plugin: z.string() })),
	report: z.object({
		status: z.string(),
		sections: z.array(z.object({ stage: z.string(), status: z.string(), reason: z.string().optional(), blocks: z.array(z.unknown()) }))
	})
});

/** A folder that somebody might work in: three plugins, and no package.json. */
function writeOutside(): { readonly home: string; readonly far: string } {
	const home = temporaryFolder();
	const far = temporaryFolder();
	writeFiles(far, {
		'kinds/minutes.ts': `import { defineKind, type KindDefinition } from 'autointel';
			const definition: KindDefinition = { title: 'Minutes', description: 'A second kind.', depths: ['standard'], stages: { 'far-away': 'standard', packaged: 'standard' } };
			export const Minutes = defineKind(definition);`,
		'lib/greet.ts': `export enum Word { Hello = 'hello' }\nexport const greet = (whom: string): string => Word.Hello + ' ' + whom;`,
		'stages/far-away.ts': `import { defineStage, section, z, Stage } from 'autointel';
			import { greet } from '../lib/greet.js';
			const output = z.object({ text: z.string(), isOurs: z.boolean() });
			declare module 'autointel' { interface StageOutputs { 'far-away': z.infer<typeof output> } }
			export const FarAway = defineStage({
				version: 1, depth: 'standard', phase: 'analyse', output,
				run: () => ({ text: greet('from far away') satisfies string, isOurs: FarAway.prototype instanceof Stage }),
				report: ({ text, isOurs }) => section({ title: 'Far', blocks: [{ type: 'paragraph', text: text + ' ' + isOurs }] })
			});`
	});
	writeFiles(home, {
		'near/kinds/usual.ts': `import { defineKind } from 'autointel';
			export const Usual = defineKind({ title: 'Usual', description: 'The first kind.', depths: ['standard'], isDefault: true });`,
		'near/stages/near-by.mts': `import { defineStage, section, z } from 'autointel';
			export const NearBy = defineStage({
				version: 3, depth: 'standard', phase: 'conclude', needs: ['far-away'], isolated: true, output: z.string(),
				run: ({ outputs }) => outputs['far-away'].text.toUpperCase() + (process.send ? ' in a child' : ''),
				report: (text) => section({ title: 'Near', blocks: [{ type: 'paragraph', text }] })
			});`,
		'node_modules/autointel-plugin-packaged/package.json': JSON.stringify({
			name: 'autointel-plugin-packaged',
			version: '2.3.4',
			type: 'module',
			autointel: { root: 'dist' }
		}),
		'node_modules/autointel-plugin-packaged/dist/stages/packaged.js': `import { defineStage, section, z } from 'autointel';
			export const Packaged = defineStage({
				version: 1, depth: 'standard', phase: 'analyse', output: z.number(),
				run: () => 42,
				report: (answer) => section({ title: 'Packaged', blocks: [{ type: 'paragraph', text: String(answer) }] })
			});`
	});
	return { home, far };
}

describe('plugins from outside', () => {
	const ways: Readonly<Record<string, () => Promise<{ readonly flags: readonly string[]; readonly app: string }>>> = {
		'our source': async () => ({
			flags: ['--conditions=autointel-source', `--import=${import.meta.resolve('tsx/esm')}`],
			app: join(repository, 'src', 'app.ts')
		}),
		'what is built': async () => ({ flags: [], app: join(await buildDist(), 'dist', 'src', 'app.js') })
	};

	for (const [way, prepare] of Object.entries(ways)) {
		describe(`with ${way}`, () => {
			const answers = new Map<string, z.infer<typeof answerSchema>>();

			before(async () => {
				const { flags, app } = await prepare();
				assert.ok(existsSync(app));
				const { home, far } = writeOutside();
				const settings = settingsFor(home, { AUTOINTEL_PLUGINS: `${far}, ./near ,autointel-plugin-packaged` });
				const task = JSON.stringify({ app: pathToFileURL(app).href, kinds: ['usual', 'minutes'], settings });
				const child = spawn(process.execPath, [...flags, runOutside, task], { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
				const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
				assert.equal(code, 0, stderr);
				for (const line of stdout.trim().split('\n')) {
					const answer = answerSchema.parse(JSON.parse(line));
					answers.set(answer.kind, answer);
				}
			});

			const textsOf = (kind: string) =>
				Object.fromEntries(
					(answers.get(kind)?.report.sections ?? []).map(({ stage, reason, blocks }) => [
						stage,
						reason ?? z.object({ text: z.string() }).parse(blocks[0]).text
					])
				);

			it('are picked up and run: folders of TypeScript, far and near, isolated too, and a package', () => {
				assert.equal(answers.get('usual')?.report.status, 'succeeded');
				assert.deepEqual(textsOf('usual'), {
					'far-away': 'hello from far away true',
					packaged: '42',
					'near-by': 'HELLO FROM FAR AWAY in a child'
				});
			});

			it('can bring a second kind with stages of its own choice', () => {
				assert.deepEqual(textsOf('minutes'), { 'far-away': 'hello from far away true', packaged: '42' });
			});

			it('are named in the plan with their version', () => {
				const labels = Object.fromEntries((answers.get('usual')?.plan ?? []).map(({ name, plugin }) => [name, plugin]));
				assert.equal(labels['packaged'], 'autointel-plugin-packaged@2.3.4');
				assert.equal(labels['near-by'], 'near@0.0.0');
			});
		});
	}
});
