/** What a model costs: US dollars per million tokens, or per minute of sound for one that transcribes. */
export type ModelPrice = { readonly input: number; readonly output: number } | { readonly minute: number };

export type ModelPrices = Readonly<Record<string, ModelPrice>>;

/** The model that is asked where the operator names none. */
export const usualModel = 'gpt-4o-mini';

/**
 * Not read from OpenAI's own price list, which could not be reached when this was written (November 2026): the price that resellers give
 * (openrouter.ai, vercel.com/ai-gateway). One of the sources says that OpenAI's page no longer lists gpt-4o-mini. Stated prices are added to
 * them, and win.
 */
export const usualPrices: ModelPrices = { [usualModel]: { input: 0.15, output: 0.6 }, 'whisper-1': { minute: 0.006 } };
