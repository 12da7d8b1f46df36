import { basename, join, relative } from 'node:path';

/** Settings that decide whether the same words find the same workflow. */
const decisive = ['DATA_DIR', 'DATABASE_URL', 'AUTOINTEL_PLUGINS'];

/** How this very command line is called again from this folder, with other words: to be copied into a shell. */
export function howToCall(...words: readonly string[]): string {
	const settings = decisive.flatMap((name) => {
		const value = process.env[name];
		return value ? [`${name}=${quote(value)}`] : [];
	});
	return [...settings, ...program(), ...words.map(quote)].join(' ');
}

function program(): readonly string[] {
	const script = process.argv[1] ?? 'autointel';
	if (process.env['npm_command'] === 'exec') return ['npx', 'autointel'];
	if (basename(script) === 'autointel') return ['autointel'];
	if (script === join(process.cwd(), 'src/cli/main.ts')) return ['npm', 'run', 'dev', '--'];
	const near = relative(process.cwd(), script);
	return ['node', ...process.execArgv, near.startsWith('..') ? script : near].map(quote);
}

function quote(word: string): string {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
