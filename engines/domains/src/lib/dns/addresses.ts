/** Addresses between octets and text. */
import { invariant } from "@vallgrav/kernel";

/** Four octets as dotted decimal. */
export function addressText4(octets: Uint8Array): string {
  return [...octets].join(".");
}

/** Sixteen octets as RFC 5952 writes them. */
export function addressText6(octets: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((octets[index * 2] ?? 0) << 8) | (octets[index * 2 + 1] ?? 0)).toString(16),
  );
  let [best, bestLength] = [-1, 1];
  for (let at = 0; at < 8; at += 1) {
    let length = 0;
    while (groups[at + length] === "0") length += 1;
    if (length > bestLength) [best, bestLength] = [at, length];
  }
  if (best < 0) return groups.join(":");
  return `${groups.slice(0, best).join(":")}::${groups.slice(best + bestLength).join(":")}`;
}

/** The octets of what {@link addressText4} writes. */
export function addressOctets4(text: string): Uint8Array {
  const octets = text.split(".").map(Number);
  invariant(octets.length === 4 && octets.every((one) => one >= 0 && one < 256), "an address");
  return Uint8Array.from(octets);
}

/** The octets of what {@link addressText6} writes. */
export function addressOctets6(text: string): Uint8Array {
  const [before = "", after] = text.split("::");
  const groupsOf = (part: string): number[] =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  const [first, last] = [groupsOf(before), groupsOf(after ?? "")];
  const zeros = after === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array.from({ length: zeros }, () => 0), ...last];
  const isWhole = groups.length === 8 && groups.every((one) => one >= 0 && one < 0x1_0000);
  invariant(isWhole, "an address");
  return Uint8Array.from(groups.flatMap((group) => [group >>> 8, group & 0xff]));
}
