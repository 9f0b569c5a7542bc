/** Whether the ways to an address are those that its holder has signed for (RPKI). */
import { parseIp, undress } from "../mail/ip.ts";
import type { Prefix, PrefixTable } from "./prefixes.ts";
import type { RoaTable } from "./roas.ts";

/** What is known of the internet's ways; routes are null where nobody told. */
export type RoutingTables = { readonly roas: RoaTable; readonly routes: PrefixTable | null };

/** What a route comes to by RFC 6811 §2. */
export type RouteState = "valid" | "invalid" | "not-found";

/** An address and the ways to it. */
export type AddressRouting = {
  readonly address: string;
  /** Whether something is signed for every way to it; null where it is no address. */
  readonly isSigned: boolean | null;
  /** The worst of the ways; null where it is not known which there are. */
  readonly state: RouteState | null;
};

/** By what is signed: covered by nothing, by one that fits, or only by others. */
export function routeState(roas: RoaTable, route: Prefix, asn: number): RouteState {
  const covering = roas.ranges.covering(route);
  if (covering.length === 0) return "not-found";
  // Network 0 announces nothing: what is signed for it forbids (RFC 6483 §4).
  const fits = covering.some((one) => one.asn === asn && one.asn > 0 && route.bits <= one.maxBits);
  return fits ? "valid" : "invalid";
}

const worstFirst: readonly RouteState[] = ["invalid", "not-found", "valid"];

/**
 * Judges an address. Without routes it is told only whether something is signed that covers it:
 * where nothing is, no way to it can be; where something is, whether it fits is not known.
 */
export function addressRouting(address: string, { roas, routes }: RoutingTables): AddressRouting {
  const parsed = parseIp(address);
  if (parsed === null) return { address, isSigned: null, state: null };
  const octets = undress(parsed);
  const host: Prefix = { octets, bits: octets.length * 8 };
  const ways = routes?.covering(host) ?? [];
  if (ways.length === 0) {
    const isSigned = roas.ranges.covering(host).length > 0;
    return { address, isSigned, state: isSigned ? null : "not-found" };
  }
  const states = ways.map(({ bits, asn }) => routeState(roas, { octets, bits }, asn));
  return {
    address,
    isSigned: !states.includes("not-found"),
    state: worstFirst.find((one) => states.includes(one)) ?? null,
  };
}
