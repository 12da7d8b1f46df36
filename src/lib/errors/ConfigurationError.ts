import { AutointelError } from './AutointelError.js';

/** Something the operator has to set right before anything can start: a variable, a folder, a plugin. The command line exits with 78. */
export class ConfigurationError extends AutointelError {}
