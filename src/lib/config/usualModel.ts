/** US dollars per million tokens, by model. */
export type ModelPrices = Readonly<Record<string, { readonly input: number; readonly output: number }>>;

/** The model that is asked where the operator names none. */
export const usualModel = 'gpt-4o-mini';

/**
 * Not read from OpenAI's own price list, which could not be reached when this was written (November 2026): the price that resellers give
 * (openrouter.ai, vercel.com/ai-gateway). One of the sources says that OpenAI's page no longer lists the model. Stated prices are added to
 * it, and win.
 */
export const usualPrices: ModelPrices = { [usualModel]: { input: 0.15, output: 0.6 } };
