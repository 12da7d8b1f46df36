import { execFileSync } from 'node:child_process';

/** The process ids of a process's children whose command line has `words` in it. */
export function childrenOf(parent: number, words = ''): readonly number[] {
	return execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
		.split('\n')
		.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
		.flatMap((match) => (match && Number(match[2]) === parent && match[3]?.includes(words) ? [Number(match[1])] : []));
}
