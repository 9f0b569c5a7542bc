/** Choices of this browser: language and appearance. Nothing about the municipality. */

/** The kept choice, or the first of the allowed ones. */
export function loadChoice<T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
  try {
    const kept = localStorage.getItem(`vallgrav.${name}`);
    return allowed.find((choice) => choice === kept) ?? allowed[0];
  } catch {
    // Storage may be forbidden by the browser's policy; the choice then lasts as long as the page.
    return allowed[0];
  }
}

/** Keeps a choice, if the browser allows it. */
export function saveChoice(name: string, value: string): void {
  try {
    localStorage.setItem(`vallgrav.${name}`, value);
  } catch {
    // Same as above: not being able to keep it is no failure.
  }
}
