/** A moment as somebody writes it. */

/** `2026-11-24 14:30` in the reader's own time as a moment; null where it is none. */
export function momentOf(text: string): string | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2}):(\d{2})$/.exec(text.trim());
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  const date = new Date(year, month - 1, day, hour, minute);
  const isSame = date.getMonth() === month - 1 && date.getDate() === day && hour < 24;
  return isSame && minute < 60 ? date.toISOString() : null;
}
