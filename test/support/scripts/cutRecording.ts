/** Reads and cuts a recording: prints how many windows it gave and how much memory that took at most. Task: `{ file }`. */
import { readAudio } from '#lib/transcription/audio/readAudio';
import { cutWindows } from '#lib/transcription/cutting/cutWindows';

const { file } = JSON.parse(process.argv[2] ?? '') as { readonly file: string };
let windows = 0;
for await (const _window of cutWindows(readAudio(file, { signal: new AbortController().signal }))) windows++;
console.log(JSON.stringify({ windows, megabytes: process.resourceUsage().maxRSS / 1000 }));
