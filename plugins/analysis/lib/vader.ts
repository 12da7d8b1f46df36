import vader from 'vader-sentiment';

/**
 * How positive or negative the words of an English passage are: VADER's compound score, from -1 to 1, 0 where no word of its lexicon is
 * used. Hutto and Gilbert (2014), VADER: A parsimonious rule-based model for sentiment analysis of social media text, ICWSM-14.
 */
export function sentimentOfText(text: string): number {
	return vader.SentimentIntensityAnalyzer.polarity_scores(text).compound;
}
