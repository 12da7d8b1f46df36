/** Holds the write lock of an SQLite file until standard input ends. Prints `{ holding: true }` as soon as it has it. */
import { once } from 'node:events';
import Database from 'libsql';

const { file }: { readonly file: string } = JSON.parse(process.argv[2] ?? '');
const database = new Database(file);
database.exec('begin immediate');
process.stdout.write('{"holding":true}\n');
await once(process.stdin.resume(), 'end');
database.exec('commit');
database.close();
process.exit();
