/** The package declares no types of its own. */
declare module 'vader-sentiment' {
	const vader: {
		readonly SentimentIntensityAnalyzer: {
			polarity_scores(text: string): { readonly neg: number; readonly neu: number; readonly pos: number; readonly compound: number };
		};
	};
	// biome-ignore lint/style/noDefaultExport: the package has one
	export default vader;
}
