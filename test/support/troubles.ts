import type { DiscordEmulator } from './discord/index.js';

type Fault = ReturnType<DiscordEmulator['faults']['on']>;
type Troubles = Readonly<Record<string, (fault: Fault) => unknown>>;

/** How an answer gets lost although the request took its effect. */
export const losses: Troubles = {
	'the connection ends without an answer': (fault) => fault.loseAnswer(),
	'the connection is reset': (fault) => fault.resetAfter(),
	'the answer breaks off': (fault) => fault.truncateAnswer(),
	'the answer is a 500': (fault) => fault.answerAfter(500),
	'there is no answer for too long': (fault) => fault.hangAfter()
};

/** How a request goes wrong without an effect. */
export const failures: Troubles = {
	'Discord answers 500 several times': (fault) => fault.times(3).answer(500),
	'Discord answers 502 with a page of HTML': (fault) => fault.times(2).htmlPage(),
	'Discord wants a pause': (fault) => fault.times(2).rateLimited(0.05),
	'the connection is reset before anything happened': (fault) => fault.times(3).resetBefore(),
	'there is no answer, and nothing happened': (fault) => fault.hangBefore(),
	'Discord refuses a good token once': (fault) => fault.strayUnauthorized()
};
