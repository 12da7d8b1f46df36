/** Several calls of the command line, one after the other in one process: a JSON list of words each. Prints `{ code, stdout, stderr }` of each. */
import { createProgram } from '#root/cli/createProgram';
import { reportFailure } from '#root/cli/reportFailure';

const calls: readonly (readonly string[])[] = JSON.parse(process.argv[2] ?? '[]');
const ends: object[] = [];
for (const words of calls) {
	const [stdout, stderr] = [listenTo(process.stdout), listenTo(process.stderr)];
	process.exitCode = 0;
	try {
		await createProgram().parseAsync(words, { from: 'user' });
	} catch (error) {
		process.exitCode = reportFailure(error, words.includes('--json'));
	}
	ends.push({ code: process.exitCode, stdout: stdout(), stderr: stderr() });
}
process.exitCode = 0;
process.stdout.write(JSON.stringify(ends), () => process.exit());

/** Keeps what is written to itself until it is asked for it. */
function listenTo(stream: NodeJS.WriteStream): () => string {
	const { write } = stream;
	let heard = '';
	stream.write = (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
		heard += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
		const done = rest.find((argument) => typeof argument === 'function');
		done?.();
		return true;
	};
	return () => {
		stream.write = write;
		return heard;
	};
}
