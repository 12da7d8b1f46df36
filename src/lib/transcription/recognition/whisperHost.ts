/** The child process that recognizes speech: started by LocalRecognizer. A run of the model blocks the thread that it is called on. */
import { serveParent } from '#lib/children/serveParent';
import { whisperFunctions } from './whisperFunctions.js';

serveParent(whisperFunctions());
