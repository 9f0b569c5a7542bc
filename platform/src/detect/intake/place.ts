/** Where a way in listens, as it is written. */

/** Where something listens. */
export type Place = { readonly host: string; readonly port: number };

/** `port` or `host:port`; the loopback address where no host is named. Null: it is neither. */
export function parsePlace(text: string): Place | null {
  const found = /^(?:(\[[0-9a-f:]+\]|[\w.-]+):)?(\d{1,5})$/i.exec(text.trim());
  const host = (found?.[1] ?? "127.0.0.1").replaceAll(/[[\]]/g, "");
  const port = Number(found?.[2] ?? Number.NaN);
  return Number.isInteger(port) && port <= 65_535 ? { host, port } : null;
}
