/** Downloads a model into a folder; prints how many bytes of it are there, a number a line. */
import { ModelHub } from '#lib/transcription/models/ModelHub';
import { ModelStore } from '#lib/transcription/models/ModelStore';

const { folder, url, id }: { readonly folder: string; readonly url: string; readonly id: string } = JSON.parse(process.argv[2] ?? '');
const store = new ModelStore(folder, new ModelHub(url), { retryAfterMs: 60_000 });
await store.ensure(id, {
	signal: new AbortController().signal,
	onProgress: ({ bytes }) => process.stdout.write(`${bytes}\n`)
});
