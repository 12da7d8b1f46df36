/**
 * What a work tells while it goes on, as a loop: only the latest news, when there are more than the loop can take. Ends when the work ends.
 *
 * @throws what the work throws
 */
export async function* newsOf<News>(work: (tell: (news: News) => void) => Promise<void>): AsyncGenerator<News, void, undefined> {
	let latest: { readonly news: News } | undefined;
	let over = false;
	let wake = () => {};
	const working = work((news) => {
		latest = { news };
		wake();
	}).finally(() => {
		over = true;
		wake();
	});
	// Whoever leaves the loop early does not hear of it any more.
	working.catch(() => {});
	for (;;) {
		if (!latest && !over) {
			await new Promise<void>((awake) => {
				wake = awake;
			});
		}
		const told = latest;
		latest = undefined;
		if (told) yield told.news;
		else if (over) return working;
	}
}
