/** What a script sells, guessed from its words. Only where one trade clearly leads; a wrong trade is worse than none. */

/** rules/trades.yaml */
export interface TradeWords {
  /** words of the trade that must be met */
  least: number;
  /** times as many as of the next trade */
  lead: number;
  trades: Record<string, { title: string; 'title-en': string; words: string[] }>;
}

export interface TradeGuess {
  trade: string;
  title: string;
  titleEn: string;
  /** the words it was told by, as they come */
  words: string[];
}

/** Each word counts once, however often it is said: a brand that repeats itself is no proof. */
export function guessTrade(text: string, { least, lead, trades }: TradeWords): TradeGuess | undefined {
  const ranked = Object.entries(trades)
    .map(([trade, { title, 'title-en': titleEn, words }]) => ({
      trade,
      title,
      titleEn,
      words: words.filter((word) => text.includes(word)),
    }))
    .sort((a, b) => b.words.length - a.words.length);
  const [first, second] = ranked;
  if (!first || first.words.length < least) return undefined;
  return first.words.length >= lead * (second?.words.length ?? 0) ? first : undefined;
}
