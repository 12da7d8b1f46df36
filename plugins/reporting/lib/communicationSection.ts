import { type ReportFile, type SectionContent, section } from 'autointel';
import type { CommunicationOutput } from './communicationOutput.js';

const mediaTypes = { 'transcript.vtt': 'text/vtt', 'transcript.txt': 'text/plain' } as const;
const descriptions = {
	'transcript.vtt': 'what was said, with times and speakers, as subtitles',
	'transcript.txt': 'the words of the source: the lines that this report points at are lines of this file'
} as const;

/** The section of the report: which files there are; and what stands at its head. */
export function communicationSection({ title, summary, takeaways, order, transcript }: CommunicationOutput): SectionContent {
	const files: readonly ReportFile[] =
		transcript === undefined ? [] : [{ ...transcript, mediaType: mediaTypes[transcript.name], role: 'transcript' }];
	return section({
		title: 'Files',
		blocks: [
			{
				type: 'facts',
				items: [
					{ label: 'report.html', value: 'this report as a page that needs nothing else' },
					{ label: 'report.md', value: 'this report as Markdown' },
					{ label: 'report.json', value: 'this report and the run, for programs' },
					...(transcript === undefined ? [] : [{ label: transcript.name, value: descriptions[transcript.name] }])
				]
			}
		],
		notes: transcript === undefined ? ['There is no file with the words of the source: it has no times, and its text was not stored.'] : [],
		headline: { title, ...(summary === undefined ? {} : { summary }), takeaways, order },
		files
	});
}
