/** A text for people in both languages of the product. */
export type Text = { readonly sv: string; readonly en: string };

/** A value with an interval around it: 95 % unless said otherwise where it is used. */
export type Band = { readonly value: number; readonly low: number; readonly high: number };
