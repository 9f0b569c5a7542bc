/** What scanners of several makers say alike: hosts with ports, and what was found on them. */
import type { Subject } from "@vallgrav/kernel";
import { say } from "./machine-reading.ts";
import type { MachineFile } from "./machine-reading.ts";

/** A port as `443/tcp`, or null for a text that names none, as `general/tcp` does not. */
export function portOf(number: string, protocol: string): string | null {
  const isPort = /^\d{1,5}$/.test(number) && Number(number) > 0 && Number(number) < 65_536;
  return isPort && /^(?:tcp|udp|sctp)$/.test(protocol) ? `${Number(number)}/${protocol}` : null;
}

/** Says, once for each, that a port is open, since something answered there. */
export function sayOpenPort(
  file: MachineFile,
  [subject, place]: readonly [subject: Subject, place: string],
  port: string | null,
): void {
  if (port === null) return;
  const [number = "", protocol = ""] = port.split("/");
  const property = `port/${protocol}/${number}`;
  const [claim] = subject.claims;
  const name = `${claim.space}:${claim.value} ${property}`;
  if (file.told.has(name)) return;
  file.told.set(name, 1);
  say(file, [subject, place], [property, "open"]);
}
