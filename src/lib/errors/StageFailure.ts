import { AutointelError } from './AutointelError.js';

/**
 * A stage says that it cannot do its work and that trying again would not help: the file is empty, the address is refused, the page
 * is no article. Any other error that a stage throws is retried as often as its `retries` say.
 *
 * @example
 * ```ts
 * throw new StageFailure('empty-source', 'talk.vtt has no text in it', { hint: 'Check the file, or name another one.' });
 * ```
 */
export class StageFailure extends AutointelError {}
