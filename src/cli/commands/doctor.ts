import { examine } from '#root/cli/doctor/examine';
import { exitCodes } from '#root/cli/exitCodes';
import { print, printJson, wrap } from '#root/cli/print';

const marks = { ok: 'ok', missing: ' –', broken: '!!' } as const;

const indent = ' '.repeat(18);

export async function doctor({ json }: { readonly json?: boolean }): Promise<void> {
	const findings = await examine();
	const broken = findings.some(({ state }) => state === 'broken');
	if (broken) process.exitCode = exitCodes.configuration;
	if (json) {
		printJson({ healthy: !broken, findings });
		return;
	}
	for (const { name, state, says } of findings) {
		print(`${marks[state]}  ${name.padEnd(indent.length - 4)}${wrap(says, indent).trimStart()}`);
	}
	print(broken ? '\nautointel cannot start before this is mended.' : '\nautointel can start.');
}
