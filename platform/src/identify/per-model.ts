/** What is made of a model once, since a model never changes; it is gone with the model. */

/** Makes something of a thing once, as long as somebody holds the thing. */
export function perModel<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const made = new WeakMap<K, { readonly value: T }>();
  return (of) => {
    const kept = made.get(of) ?? { value: make(of) };
    made.set(of, kept);
    return kept.value;
  };
}

/** The same for what is asked of it in words besides; the oldest go when there are many. */
export function perModelAsked<K extends object, T>(
  most: number,
  make: (of: K, asked: string) => T,
): (of: K, asked: string) => T {
  const answersOf = perModel<K, Map<string, { readonly value: T }>>(() => new Map());
  return (of, asked) => {
    const answers = answersOf(of);
    const kept = answers.get(asked) ?? { value: make(of, asked) };
    answers.delete(asked);
    answers.set(asked, kept);
    const oldest = answers.keys().next().value;
    if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    return kept.value;
  };
}
