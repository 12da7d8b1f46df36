/** Lives as an instance in a folder. Prints `{ instance }`. Ends when standard input does. */
import { once } from 'node:events';
import { InstanceLocks } from '#lib/ledger/sqlite/InstanceLocks';

const { folder }: { readonly folder: string } = JSON.parse(process.argv[2] ?? '');
const instances = await InstanceLocks.open(folder);
process.stdout.write(`${JSON.stringify({ instance: instances.id })}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
await instances.close();
