/** US dollars per million tokens, by model. */
export type ModelPrices = Readonly<Record<string, { readonly input: number; readonly output: number }>>;

/** The model that is asked where the operator names none. */
export const usualModel = 'gpt-4o-mini';

/** OpenAI's list price (platform.openai.com/docs/pricing). Stated prices are added to it, and win. */
export const usualPrices: ModelPrices = { [usualModel]: { input: 0.15, output: 0.6 } };
