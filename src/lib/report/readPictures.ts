import type { Report } from '#lib/workflow/report';

/** By the artifact that they lie in. */
export type Pictures = ReadonlyMap<string, Uint8Array>;

/** What a page can hold: larger ones lie beside it. Bytes. */
const largest = 2_000_000;

/** The pictures that a report shows, to be written into its page. Those that are kept no longer are left out. */
export async function readPictures(
	report: Pick<Report, 'sections' | 'files'>,
	read: (artifact: string) => Promise<Uint8Array>
): Promise<Pictures> {
	const blocks = report.sections.flatMap((section) => section.blocks);
	const shown = new Set(blocks.flatMap((block) => (block.type === 'picture' ? [block.artifact] : [])));
	const files = report.files.filter(({ artifact, bytes }) => shown.has(artifact) && bytes <= largest);
	const pictures = await Promise.all(
		files.map(async ({ artifact }) => {
			try {
				return [[artifact, await read(artifact)] as const];
			} catch (error) {
				if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
				throw error;
			}
		})
	);
	return new Map(pictures.flat());
}
