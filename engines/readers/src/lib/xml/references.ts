/** Character references and the five entities of XML (XML 1.0 §4.1, §4.6); nothing else expands. */

const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["apos", "'"],
  ["gt", ">"],
  ["lt", "<"],
  ["quot", '"'],
]);

const reference = /&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{0,15}));/y;

/** What is wrong with a reference, and where in the raw text it begins. */
export type ReferenceFault = { readonly fault: "bad" | "entity"; readonly at: number };

function character(point: number): string | null {
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return point === 0 || isSurrogate || point > 0x10ffff ? null : String.fromCodePoint(point);
}

/** The text that a raw text means; a reference that means nothing is a fault. Linear. */
export function decodeReferences(raw: string): string | ReferenceFault {
  let at = raw.indexOf("&");
  if (at === -1) return raw;
  const parts: string[] = [];
  let from = 0;
  for (; at !== -1; at = raw.indexOf("&", from)) {
    reference.lastIndex = at;
    const found = reference.exec(raw);
    if (found === null) return { fault: "bad", at };
    const [whole, hexadecimal, decimal, name = ""] = found;
    const digits = hexadecimal ?? decimal;
    const base = hexadecimal === undefined ? 10 : 16;
    const meant =
      digits === undefined
        ? (entities.get(name) ?? null)
        : character(Number.parseInt(digits, base));
    if (meant === null) return { fault: digits === undefined ? "entity" : "bad", at };
    parts.push(raw.slice(from, at), meant);
    from = at + whole.length;
  }
  parts.push(raw.slice(from));
  return parts.join("");
}
