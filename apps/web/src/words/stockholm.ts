/**
 * Times in Stockholm. The first form for times that a browser's process makes takes more than ten
 * milliseconds: it is made where nothing waits for it (`frame/begin.ts`), or when it is first used.
 */

let made: Intl.DateTimeFormat | null = null;

/** Day and minute of an instant in Stockholm, in parts. */
export function stockholm(): Intl.DateTimeFormat {
  return (made ??= new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Stockholm",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }));
}
