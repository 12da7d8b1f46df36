import { htmlEscape } from 'escape-goat';
import type { Position } from '#lib/workflow/quote';
import { formatPosition } from './formatPosition.js';

/**
 * The places that one page points at. The first mention of a place is its anchor; later ones lead back to it, so that a reader can pass on
 * a link to a place and an id is never there twice.
 */
export class HtmlTimes {
	readonly #anchored = new Set<string>();

	public link(position: Position): string {
		const id = 'line' in position ? `line-${position.line}` : `t-${Math.max(0, Math.floor(position.start))}`;
		const anchor = this.#anchored.has(id) ? '' : ` id="${id}"`;
		this.#anchored.add(id);
		return `<a class="time"${anchor} href="#${id}">${htmlEscape(formatPosition(position))}</a>`;
	}
}
