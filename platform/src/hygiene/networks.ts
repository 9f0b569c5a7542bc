/**
 * Which addresses may be met: those out in the open. What stands in a network of one's own, on this
 * machine or in a network set aside is met only where the clearance names that network, so that a
 * name that points inwards opens nothing.
 */
import { BlockList, isIP } from "node:net";
import { networkInterfaces } from "node:os";
import { isPrivateAddress } from "../webhooks/index.ts";

const familyOf = (address: string): "ipv4" | "ipv6" => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** `10.1.0.0/16`, `fd00::/8` or a single address, as one writes it; null where it is none. */
export function parseNetwork(text: string): string | null {
  const [, address = "", digits] = /^([0-9A-Fa-f:.]+)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  const kind = isIP(address);
  if (kind === 0) return null;
  const most = kind === 6 ? 128 : 32;
  const bits = digits === undefined ? most : Number(digits);
  return bits <= most ? `${address.toLowerCase()}/${bits}` : null;
}

/** Whether an address stands in one of the networks. */
function isIn(address: string, networks: readonly string[]): boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [first = "", bits = ""] = network.split("/");
    list.addSubnet(first, Number(bits), familyOf(first));
  }
  return list.check(address, familyOf(address));
}

/** Addresses of this machine. */
function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).map(({ address }) => address),
  );
}

/**
 * Whether an address may be met.
 * @param networks as {@link parseNetwork} gives them: those that the clearance names
 */
export function mayMeet(
  address: string,
  networks: readonly string[],
  own: readonly string[] = ownAddresses(),
): boolean {
  if (isIP(address) === 0 || address.includes("%")) return false;
  if (isIn(address, networks)) return true;
  return !isPrivateAddress(address) && !own.includes(address);
}
