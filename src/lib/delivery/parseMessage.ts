/** What a message is made of, as Discord answers with it. @throws where the answer is something else */
export function parseMessage(answer: unknown): { readonly components: readonly object[] } {
	if (typeof answer !== 'object' || answer === null || !('id' in answer)) throw new Error('the answer is no message');
	return { components: 'components' in answer && Array.isArray(answer.components) ? answer.components : [] };
}
