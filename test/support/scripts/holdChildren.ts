/** Starts a child that computes without a pause and one that waits, prints `{ pids }`, and waits to be killed. */
import { besides, Child } from '#lib/children/Child';
import type { Worker } from '../../fixtures/children/worker.js';

const entry = besides(import.meta.url, '../../fixtures/children/worker');
const children = [new Child<Worker>(entry, { name: 'one' }), new Child<Worker>(entry, { name: 'the other' })];
const pids = await Promise.all(children.map((child) => child.call('pid')));
children[0]?.tell('compute');
process.stdout.write(`${JSON.stringify({ pids })}\n`);
await new Promise(() => {});
