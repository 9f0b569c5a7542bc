/** Networks and addresses as 128 bits; IPv4 is mapped into `::ffff:0:0/96`. */

/** A network: its address bits and how many of the 128 count. */
export type Network = { readonly network: bigint; readonly bits: number };

const mapped = 0xffffn << 32n;

function parseIpv4(text: string): bigint | null {
  const found = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (found === null) return null;
  let value = 0n;
  for (const part of found.slice(1)) {
    if (Number(part) > 255 || (part.length > 1 && part.startsWith("0"))) return null;
    value = (value << 8n) | BigInt(part);
  }
  return mapped | value;
}

/** Eight 16-bit groups of the text between or around `::`. */
function groupsOf(text: string): readonly bigint[] | null {
  if (text === "") return [];
  const groups: bigint[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    const inner = index === parts.length - 1 && part.includes(".") ? parseIpv4(part) : null;
    if (inner !== null) groups.push((inner >> 16n) & 0xffffn, inner & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}

function parseIpv6(text: string): bigint | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(groupsOf);
  if (head === null || head === undefined || tail === null) return null;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const zeros = Array.from({ length: tail === undefined ? 0 : missing }, () => 0n);
  let value = 0n;
  for (const group of [...head, ...zeros, ...(tail ?? [])]) value = (value << 16n) | group;
  return value;
}

/** An address; a zone (`%eth0`) is left out, anything else around it makes it none. */
export function parseAddress(text: string): bigint | null {
  if (text.length > 80) return null;
  const bare = text.replace(/%[\w.-]+$/, "");
  return text.includes(":") ? parseIpv6(bare) : parseIpv4(text);
}

/** A network as `address/bits`; null where it is none or has bits set beyond its length. */
export function parseNetwork(text: string): Network | null {
  const found = /^([^/%]+)\/(\d{1,3})$/.exec(text);
  const network = found === null ? null : parseAddress(found[1] ?? "");
  if (found === null || network === null) return null;
  const isV4 = !text.includes(":");
  const bits = Number(found[2]) + (isV4 ? 96 : 0);
  if (bits > 128 || (network & ((1n << BigInt(128 - bits)) - 1n)) !== 0n) return null;
  return { network, bits };
}

/** Whether an address lies in a network; a mapped IPv4 address lies in IPv4 networks only. */
export function isInside({ network, bits }: Network, address: bigint): boolean {
  if (bits < 96 && address >> 32n === 0xffffn) return false;
  return (network ^ address) >> BigInt(128 - bits) === 0n;
}
