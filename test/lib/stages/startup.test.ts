/** What is wrong with a plugin ends the start-up, in one line that names the file. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startScript } from '../../support/startScript.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { writeFiles } from '../../support/writeFiles.js';

const loadPlugins = fileURLToPath(new URL('../../support/scripts/loadPlugins.ts', import.meta.url));

interface Failure {
	readonly files: Readonly<Record<string, string>>;
	/** The piece or file whose path the message has to name. */
	readonly names: string;
	readonly says: RegExp;
	readonly code?: string;
}

const kind = (more = '') =>
	`import { defineKind } from 'autointel';
	export const K = defineKind({ title: 'K', description: 'K', depths: ['shallow', 'deep'], ${more} });`;

const stage = (more = '') =>
	`import { defineStage, section, z } from 'autointel';
	export const S = defineStage({
		version: 1, depth: 'shallow', phase: 'analyse', output: z.object({}), run: () => ({}), report: () => section({ title: 'S' }), ${more}
	});`;

const failures: Readonly<Record<string, Failure>> = {
	'throws when it is loaded': {
		files: { 'stages/bad.ts': `throw new Error('no luck today');` },
		names: 'stages/bad.ts',
		says: /could not be loaded: no luck today$/,
		code: 'piece-not-loaded'
	},
	'is no TypeScript': { files: { 'stages/bad.ts': 'export const = 3;' }, names: 'stages/bad.ts', says: /could not be loaded/ },
	'imports what is not there': {
		files: { 'stages/bad.ts': `import 'no-such-package-anywhere';` },
		names: 'stages/bad.ts',
		says: /could not be loaded: .*no-such-package-anywhere/
	},
	'exports no stage': { files: { 'stages/bad.ts': 'export const nothing = 1;' }, names: 'stages/bad.ts', says: /could not be loaded/ },
	'exports two stages from one file': {
		files: { 'stages/bad.ts': `${stage()} export const Second = class extends S {};` },
		names: 'stages/bad.ts',
		says: /Two stages are named "bad"/,
		code: 'duplicate-piece'
	},
	'has two stages of one name': {
		files: { 'stages/one/bad.ts': stage(), 'stages/two/bad.ts': stage() },
		names: 'stages/two/bad.ts',
		says: /Two stages are named "bad": .*one\/bad\.ts and .*two\/bad\.ts/
	},
	'needs a stage that nobody brings': {
		files: { 'stages/bad.ts': stage(`needs: ['nobody']`) },
		names: 'stages/bad.ts',
		says: /uses a stage "nobody" that no plugin brings/
	},
	'wants a stage that nobody brings': { files: { 'stages/bad.ts': stage(`wants: ['nobody']`) }, names: 'stages/bad.ts', says: /"nobody"/ },
	'needs itself': { files: { 'stages/bad.ts': stage(`needs: ['bad']`) }, names: 'stages/bad.ts', says: /waits for itself: bad → bad/ },
	'goes round in a circle': {
		files: { 'stages/bad.ts': stage(`needs: ['b']`), 'stages/b.ts': stage(`wants: ['c']`), 'stages/c.ts': stage(`needs: ['bad']`) },
		names: 'stages/',
		says: /waits for itself: \w+ → \w+ → \w+ → \w+/
	},
	'needs what runs in a later phase': {
		files: { 'stages/bad.ts': stage(`needs: ['late']`), 'stages/late.ts': stage(`phase: 'publish'`) },
		names: 'stages/bad.ts',
		says: /runs in the phase "analyse" and uses late, which runs later, in "publish"/
	},
	'has a schema that is none': {
		files: { 'stages/bad.ts': stage('output: { words: Number }') },
		names: 'stages/bad.ts',
		says: /needs a zod schema/,
		code: 'invalid-stage'
	},
	'has no schema': { files: { 'stages/bad.ts': stage('output: undefined') }, names: 'stages/bad.ts', says: /needs a zod schema/ },
	'has no such phase': { files: { 'stages/bad.ts': stage(`phase: 'later'`) }, names: 'stages/bad.ts', says: /has no phase "later"/ },
	'has no version': { files: { 'stages/bad.ts': stage('version: 0') }, names: 'stages/bad.ts', says: /needs a version/ },
	'has no function run': { files: { 'stages/bad.ts': stage('run: 1') }, names: 'stages/bad.ts', says: /needs a function run/ },
	'has no function report': { files: { 'stages/bad.ts': stage('report: 1') }, names: 'stages/bad.ts', says: /needs a function report/ },
	'names a depth that its kind does not have': {
		files: { 'stages/bad.ts': stage(`depth: 'abyss'`), 'kinds/k.ts': kind() },
		names: 'stages/bad.ts',
		says: /names a depth "abyss" that the kind "k" does not have \(shallow, deep\)/
	},
	'belongs to a kind that nobody brings': {
		files: { 'stages/bad.ts': stage(`kinds: ['nobody']`) },
		names: 'stages/bad.ts',
		says: /belongs to a kind "nobody"/
	},
	'needs what is planned only deeper': {
		files: { 'stages/bad.ts': stage(`needs: ['deeper']`), 'stages/deeper.ts': stage(`depth: 'deep'`), 'kinds/k.ts': kind() },
		names: 'stages/bad.ts',
		says: /needs deeper, which is planned only from "deep"/
	},
	'needs what is not part of its kind': {
		files: {
			'stages/bad.ts': stage(`needs: ['other'], kinds: ['k']`),
			'stages/other.ts': stage(`kinds: ['l']`),
			'kinds/k.ts': kind(),
			'kinds/l.ts': kind()
		},
		names: 'stages/bad.ts',
		says: /is part of the kind "k" and needs other, which is not/
	},
	'has two default kinds': {
		files: { 'kinds/k.ts': kind('isDefault: true'), 'kinds/l.ts': kind('isDefault: true') },
		names: 'kinds/',
		says: /says it is the default kind, and so does .*kinds\/\w\.ts/,
		code: 'invalid-kind'
	},
	'has a kind without depths': { files: { 'kinds/bad.ts': kind('depths: []') }, names: 'kinds/bad.ts', says: /has no depths/ },
	'has a kind with a depth named twice': {
		files: { 'kinds/bad.ts': kind(`depths: ['a', 'a']`) },
		names: 'kinds/bad.ts',
		says: /names a depth twice/
	},
	'has a kind whose default depth is none of its own': {
		files: { 'kinds/bad.ts': kind(`defaultDepth: 'abyss'`) },
		names: 'kinds/bad.ts',
		says: /has no depth "abyss", its default/
	},
	'has a kind that lists a stage that nobody brings': {
		files: { 'kinds/bad.ts': kind(`stages: { nobody: 'deep' }`) },
		names: 'kinds/bad.ts',
		says: /lists a stage "nobody" that no plugin brings/
	},
	'has a kind that plans a stage at a depth it has not': {
		files: { 'kinds/bad.ts': kind(`stages: { s: 'abyss' }`), 'stages/s.ts': stage() },
		names: 'kinds/bad.ts',
		says: /plans s at the depth "abyss"/
	},
	'has a manifest that is no JSON': {
		files: { 'package.json': '{ name:', 'stages/s.ts': stage() },
		names: 'package.json',
		says: /is no JSON/,
		code: 'plugin-manifest'
	},
	'has nothing to load': {
		files: { 'README.md': 'nothing' },
		names: '',
		says: /has nothing to load: no folder named stages or kinds or .+ or commands or /,
		code: 'plugin-empty'
	}
};

const answerSchema = z.object({
	name: z.string(),
	error: z.object({ type: z.string(), code: z.string(), message: z.string() }).optional(),
	stages: z.array(z.string()).optional()
});

describe('the start-up fails and names the file when a plugin', () => {
	const folder = temporaryFolder();
	const answers = new Map<string, z.infer<typeof answerSchema>>();
	const folderOf = (name: string) => join(folder, name.replaceAll(' ', '-'));

	before(async () => {
		const sets: Record<string, readonly string[]> = {};
		for (const [name, { files }] of Object.entries(failures)) {
			writeFiles(folderOf(name), files);
			sets[name] = [folderOf(name)];
		}
		writeFiles(folderOf('fine'), { 'stages/fine.ts': stage(), 'stages/fine.d.ts': 'export {};', 'kinds/k.ts': kind() });
		writeFiles(folderOf('again'), { 'stages/fine.ts': stage() });
		mkdirSync(folderOf('kinds only'));
		writeFiles(folderOf('kinds only'), { 'kinds/k.ts': kind() });
		sets['fine'] = [folderOf('fine')];
		sets['same name in two plugins'] = [folderOf('fine'), folderOf('again')];
		sets['kinds only'] = [folderOf('kinds only')];
		sets['not there'] = ['./nowhere-at-all'];
		const { said, code, stderr } = await startScript(loadPlugins, { sets }, { cwd: folder }).ended;
		assert.equal(code, 0, stderr);
		assert.equal(stderr, '');
		for (const line of said) {
			const answer = answerSchema.parse(line);
			answers.set(answer.name, answer);
		}
		assert.equal(answers.size, Object.keys(sets).length);
	});

	for (const [name, { names, says, code }] of Object.entries(failures)) {
		it(name, () => {
			const error = answers.get(name)?.error;
			assert.ok(error, 'nothing was wrong with it');
			assert.equal(error.type, 'ConfigurationError');
			assert.match(error.message, says);
			assert.ok(error.message.includes(join(folderOf(name), names)), error.message);
			assert.ok(!error.message.includes('\n'), error.message);
			if (code) assert.equal(error.code, code);
		});
	}

	it('brings a stage that another plugin brings too', () => {
		const { code, message } = answers.get('same name in two plugins')?.error ?? {};
		assert.equal(code, 'duplicate-piece');
		for (const plugin of ['fine', 'again']) assert.ok(message?.includes(join(folderOf(plugin), 'stages/fine.ts')), message);
	});

	it('is not there', () => {
		const { code, message } = answers.get('not there')?.error ?? {};
		assert.equal(code, 'plugin-not-found');
		assert.match(message ?? '', /"\.\/nowhere-at-all", which is no folder and no installed package/);
	});

	it('and loads what is right', () => {
		assert.deepEqual(answers.get('fine')?.stages, ['fine']);
		assert.deepEqual(answers.get('kinds only')?.stages, []);
	});
});
