/** Which server questions go to. */
import { getServers } from "node:dns";
import { isIP } from "node:net";

/** An address and a port. */
export type DnsServer = { readonly address: string; readonly port: number };

const standardPort = 53;

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`; null when it is none. */
export function parseDnsServer(text: string): DnsServer | null {
  if (isIP(text) !== 0) return { address: text, port: standardPort };
  const parts = /^(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+)):(\d{1,5})$/.exec(text);
  const [, six, four, digits] = parts ?? [];
  const address = six ?? four ?? "";
  const port = Number(digits);
  const isRight = isIP(address) === (six === undefined ? 4 : 6) && port > 0 && port < 65_536;
  return isRight ? { address, port } : null;
}

/** The first resolver of this machine that can be read; null where it has none. */
export function systemDnsServer(): DnsServer | null {
  for (const text of getServers()) {
    const server = parseDnsServer(text);
    if (server !== null) return server;
  }
  return null;
}

/** `192.0.2.1:53` or `[2001:db8::1]:53`. */
export function dnsServerText({ address, port }: DnsServer): string {
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}
