/** Looking words up in tables. */

/**
 * What a table has under a word: `undefined` for words that every object answers to without having
 * them, such as `constructor` and `__proto__`. So are words asked for that come from outside.
 */
export function own<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
