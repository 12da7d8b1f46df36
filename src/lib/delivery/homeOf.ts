/** The server that a channel or a webhook belongs to, as Discord answers with it. */
export function homeOf(answer: unknown): string | undefined {
	const server = typeof answer === 'object' && answer !== null && 'guild_id' in answer ? answer.guild_id : undefined;
	return typeof server === 'string' ? server : undefined;
}
