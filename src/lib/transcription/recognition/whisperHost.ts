/** The child process that recognizes speech: started by LocalRecognizer. A run of the model blocks the thread that it is called on. */
import { serveParent } from '#lib/children/serveParent';
import type { WhisperParent } from './protocol.js';
import { whisperFunctions } from './whisperFunctions.js';

/** How often the parent hears that we are alive, in milliseconds. */
const aliveEveryMs = 1000;
let told = 0;

const parent = serveParent<WhisperParent>(
	whisperFunctions(() => {
		const now = performance.now();
		if (now - told < aliveEveryMs) return;
		told = now;
		parent.tell('alive');
	})
);
