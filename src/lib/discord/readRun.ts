import type { ChatInputCommandInteraction } from 'discord.js';
import { AutointelError } from '#lib/errors/AutointelError';
import type { AskedRun } from '#lib/requests/Requests';
import { toAttachment } from './toAttachment.js';

/** What `/autointel run` was asked for. @throws {AutointelError} `source-missing` */
export function readRun({ options }: ChatInputCommandInteraction): AskedRun {
	const [url, file] = [options.getString('url'), options.getAttachment('file')];
	const [depth, language] = [options.getString('depth'), options.getString('language')];
	if (url !== null && file !== null) throw new AutointelError('source-missing', 'Name an address or a file, not both');
	const source = file === null ? url !== null && { url } : { attachment: toAttachment(file) };
	if (!source) throw new AutointelError('source-missing', 'Name what to analyse', { hint: 'Fill in url, or hand in a file.' });
	return {
		source,
		private: options.getBoolean('private') ?? false,
		...(depth === null ? {} : { depth: depth.trim() }),
		...(language === null ? {} : { language })
	};
}
