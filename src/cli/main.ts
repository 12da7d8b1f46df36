#!/usr/bin/env node
/** The command line: `autointel …`. */
import { createProgram } from './createProgram.js';
import { reportFailure } from './reportFailure.js';

// Whoever reads our output may have seen enough (`autointel list | head -1`), or its terminal is gone: that is no failure, and what runs
// goes on.
for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
	});
}

try {
	await createProgram().parseAsync();
} catch (error) {
	process.exitCode = reportFailure(error, process.argv.includes('--json'));
}
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise<void>((said) => stream.write('', () => said()))));
// What a plugin has left running does not keep the command.
process.exit();
