import { broken, type Finding } from './Finding.js';

/** The oldest Node that package.json allows. */
const oldest = [20, 19] as const;

export function examineNode(): Finding {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) {
		return { name: 'node', state: 'ok', says: process.version };
	}
	return broken('node', { message: `${process.version} is too old.`, hint: `Install ${oldest.join('.')} or newer.` });
}
