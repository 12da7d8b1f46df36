import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ModelServer } from '../support/model/ModelServer.js';
import { CommandLine } from './commandLine.js';

const townHall = join(fileURLToPath(new URL('../..', import.meta.url)), 'examples/town-hall.vtt');

const answer = z.object({
	question: z.string(),
	known: z.boolean(),
	passages: z.array(z.object({ workflowId: z.string(), text: z.string(), at: z.object({ start: z.number(), end: z.number() }).optional() }))
});

describe('asking on the command line', () => {
	it('answers from earlier workflows, each answer with its workflow and time, or says that nothing is known', async () => {
		const line = new CommandLine();
		// What is not about what can be found again, each with a process of its own.
		const others = 'linguistic-analysis,verification,deception-analysis,briefing,synthesis';
		const ran = await line.start(['run', townHall, '--json'], { env: { DISABLED_STAGES: others } }).ended;
		assert.equal(ran.code, 0, ran.stderr);
		const { workflowId } = z.object({ workflowId: z.string() }).parse(ran.json());
		const questions = [
			['What does the repair of the bridge cost?', '--json'],
			['What does the repair of the bridge cost?'],
			['Who composed the opera about the whale?'],
			[' ']
		];
		const [told, spoken, unknown, empty] = await line.callSeveral(questions.map((words) => ['ask', ...words]));
		assert.ok(told && spoken && unknown && empty);
		const { known, passages } = answer.parse(told.json());
		assert.ok(known);
		const costs = passages.find(({ text }) => text.includes('The repair costs 6.2 million'));
		assert.ok(costs?.at, JSON.stringify(passages));
		assert.equal(costs.workflowId, workflowId);
		assert.ok(spoken.stdout.includes(`${workflowId} (`) && spoken.stdout.split('\n').every(({ length }) => length <= 80), spoken.stdout);
		assert.equal(unknown.stdout, 'Nothing is known about that.\n');
		assert.deepEqual([empty.code, empty.stderr.includes('There is no question')], [2, true]);
		const server = await ModelServer.start(({ data }) => {
			const [, index] = /\[(\d+)\] [^\n]*The repair costs 6\.2 million/.exec(data['passages'] ?? '') ?? assert.fail(data['passages']);
			const sentence = (text: string) => ({ text, basis: [Number(index)] });
			return { says: { sentences: [sentence('The repair costs 6.2 million.'), sentence('The repair costs 7 million.')] } };
		});
		try {
			const env = { OPENAI_BASE_URL: server.url };
			const written = await line.start(['ask', 'What does the repair of the bridge cost?'], { env }).ended;
			assert.match(written.stdout, /^The repair costs 6\.2 million\. \[\d\]\n\n\[\d\]\n/, written.stdout + written.stderr);
			assert.match(written.stdout, new RegExp(`${workflowId} \\(`));
			assert.match(written.stdout, /without 1 more that the\s+passages\s+do\s+not\s+carry/);
		} finally {
			await server.close();
		}
	});
});
