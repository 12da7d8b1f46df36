/**
 * Runs a workflow of each kind with plugins from outside, in the working directory. Plain JavaScript, so that it can run with our
 * TypeScript as well as with what was built. Prints `{ kind, report }`.
 */
const { app: appFile, kinds, settings } = JSON.parse(process.argv[2]);
const { createApp } = await import(appFile);
const app = await createApp(settings, { builtinPlugins: false });
for (const kind of kinds) {
	const { workflow, ended } = await app.engine.acceptAndRun({
		kind,
		depth: 'standard',
		source: { type: 'file', path: '/a/file' },
		options: { reportLanguage: 'en' }
	});
	await ended;
	process.stdout.write(
		`${JSON.stringify({ kind, plan: await app.ledger.plan(workflow.id), report: await app.results.get(workflow.id) })}\n`
	);
}
await app.close();
