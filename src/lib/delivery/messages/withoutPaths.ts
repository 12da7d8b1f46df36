/** Why something went wrong, in its own words: where files lie on this machine (as in `ENOENT: no such file, open '/data/x'`) is not for members. */
export function withoutPaths(reason: string): string {
	return reason.replace(/'(?:\/|[A-Za-z]:[\\/])[^']*'/gu, 'a file');
}
