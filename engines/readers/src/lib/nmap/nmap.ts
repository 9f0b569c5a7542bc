/** Reads the XML that nmap writes with `-oX`: hosts, ports, services, systems, scripts. */
import type { Subject } from "@vallgrav/kernel";
import { withinLimits } from "../gathering.ts";
import {
  beginFile,
  count,
  declare,
  endFile,
  identifierOf,
  say,
  sayPortsLookedAt,
  sayText,
} from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { computerNamed, macClaim } from "../naming.ts";
import { openXmlText, walkXml } from "../opening/xml-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { attributeOf, childOf, childrenOf, xpathOf } from "../xml/looking.ts";
import type { XmlElement } from "../xml/xml.ts";
import { readScripts } from "./scripts.ts";

/** Least accuracy, in per cent, of a guess at the operating system that is kept. */
const leastAccuracy = 90;

/** What nmap says of a port's state (nmap reference guide, chapter 4). */
const states = new Set([
  "open",
  "closed",
  "filtered",
  "unfiltered",
  "open|filtered",
  "closed|filtered",
]);

function subjectOf(host: XmlElement): Subject | null {
  const addresses = childrenOf(host, "address");
  const ofType = (isMac: boolean): readonly string[] =>
    addresses
      .filter((one) => (attributeOf(one, "addrtype") === "mac") === isMac)
      .map((one) => attributeOf(one, "addr"));
  // A name given by who scanned, or found at the address; other names may be any machine's.
  const names = childrenOf(childOf(host, "hostnames"), "hostname")
    .filter((one) => ["user", "PTR"].includes(attributeOf(one, "type")))
    .map((one) => attributeOf(one, "name"));
  // One name only: an address may have several, of which the others are other machines' too.
  return computerNamed(names.slice(0, 1), ofType(false), ofType(true).map(macClaim));
}

function readService(
  file: MachineFile,
  [subject, name]: readonly [subject: Subject, property: string],
  service: XmlElement,
): void {
  const place = xpathOf(service);
  // `table` is only the usual name of the port number, not something that answered.
  const isProbed = attributeOf(service, "method") === "probed";
  const parts = isProbed ? ["product", "version"] : [];
  sayText(file, [subject, place], [`${name}/service`, attributeOf(service, "name")]);
  say(file, [subject, place], [`${name}/probed`, isProbed]);
  for (const part of parts)
    sayText(file, [subject, place], [`${name}/${part}`, attributeOf(service, part)]);
  const cpes = childrenOf(service, "cpe").map((cpe) => identifierOf(cpe.text));
  if (cpes.length > 0) say(file, [subject, place], [`${name}/cpe`, cpes.slice(0, 16)]);
}

function readPort(file: MachineFile, subject: Subject, port: XmlElement): void {
  const [protocol, number] = [attributeOf(port, "protocol"), attributeOf(port, "portid")];
  const state = attributeOf(childOf(port, "state"), "state");
  const isPort = /^(?:tcp|udp|sctp|ip)$/.test(protocol) && /^\d{1,5}$/.test(number);
  if (!isPort || !states.has(state)) return;
  const place = xpathOf(port);
  const name = `port/${protocol}/${Number(number)}`;
  const [claim] = subject.claims;
  count(file, "ports", `${claim.value} ${number}/${protocol}`);
  if (state === "open") count(file, "open-ports", `${claim.value} ${number}/${protocol}`);
  say(file, [subject, place], [name, state]);
  const service = childOf(port, "service");
  if (service !== null && state === "open") readService(file, [subject, name], service);
  readScripts(file, [subject, `${Number(number)}/${protocol}`], childrenOf(port, "script"));
}

function readSystem(file: MachineFile, subject: Subject, host: XmlElement): void {
  const [match] = childrenOf(childOf(host, "os"), "osmatch");
  if (match === undefined || Number(attributeOf(match, "accuracy")) < leastAccuracy) return;
  sayText(file, [subject, xpathOf(match)], ["operatingsystem/guess", attributeOf(match, "name")]);
}

/** Ports that a run went through, by protocol, and the hosts it went to the end of. */
type Looked = {
  readonly ports: Map<string, string>;
  readonly hosts: (readonly [Subject, string])[];
};

/** Longest list of ports that is told, in UTF-16 code units: more than nmap's usual thousand. */
const longestPorts = 16_384;

function takePorts({ ports }: Looked, element: XmlElement): void {
  const [protocol, services] = [attributeOf(element, "protocol"), attributeOf(element, "services")];
  const isList = services.length <= longestPorts && /^\d{1,5}(?:[-,]\d{1,5})*$/.test(services);
  if (/^(?:tcp|udp|sctp)$/.test(protocol) && isList) ports.set(protocol, services);
}

/** Says what was looked at, where the run came to its end. */
function sayLooked(file: MachineFile, { ports, hosts }: Looked): void {
  for (const host of hosts) for (const one of ports) sayPortsLookedAt(file, host, one);
}

function readHost(file: MachineFile, host: XmlElement, looked: Looked): void {
  if (attributeOf(childOf(host, "status"), "state") === "down") return;
  const subject = subjectOf(host);
  const place = xpathOf(host);
  const [address] = childrenOf(host, "address");
  count(file, "hosts", subject?.claims[0].value ?? attributeOf(address ?? null, "addr"));
  if (subject === null) {
    file.unnamed += 1;
    for (const port of childrenOf(childOf(host, "ports"), "port"))
      if (attributeOf(childOf(port, "state"), "state") === "open")
        count(
          file,
          "open-ports",
          `${attributeOf(port, "portid")}/${attributeOf(port, "protocol")}`,
        );
    return;
  }
  say(file, [subject, place], ["answers", true]);
  if (attributeOf(host, "timedout") !== "true") looked.hosts.push([subject, place]);
  for (const port of childrenOf(childOf(host, "ports"), "port")) readPort(file, subject, port);
  readSystem(file, subject, host);
  readScripts(file, [subject, null], childrenOf(childOf(host, "hostscript"), "script"));
}

/** Reads a file as one of nmap, whatever it looks like. Linear in its size. */
export function readNmap(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openXmlText(input);
    if ("ok" in opened) return opened;
    const { text, decodedAs } = opened;
    const [, made = ""] =
      /<nmaprun[^>]{0,2000}?\sstart="(\d{1,11})"/.exec(text.slice(0, 65_536)) ?? [];
    const file = beginFile(input, { reader: "nmap", made, report: "outside", decodedAs });
    declare(file, "hosts", null);
    const looked: Looked = { ports: new Map(), hosts: [] };
    const root = walkXml(file.into, text, (element) => {
      const isTop = element.parent !== null && element.parent.parent === null;
      if (!isTop) return true;
      if (element.name === "host") readHost(file, element, looked);
      if (element.name === "scaninfo") takePorts(looked, element);
      if (element.name === "runstats") {
        const up = attributeOf(childOf(element, "hosts"), "up");
        if (/^\d{1,9}$/.test(up)) declare(file, "hosts", Number(up));
        if (attributeOf(childOf(element, "finished"), "exit") === "success")
          sayLooked(file, looked);
      }
      return false;
    });
    return "ok" in root ? root : endFile(file);
  });
}
