/** Does something with each item, at most so many at the same time. Ends with the first error, when those under way have ended. */
export async function inParallel<Item>(limit: number, items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
	const left = [...items];
	const worker = async () => {
		for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
	};
	const workers = Array.from({ length: Math.min(limit, items.length) }, worker);
	const ended = await Promise.allSettled(workers);
	const failed = ended.find((result) => result.status === 'rejected');
	if (failed) throw failed.reason;
}
