/** From where computers are reached, by zones and rules. */
import { reconcile } from "@vallgrav/facts";
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { read } from "@vallgrav/readers";
import { expect, test } from "vitest";
import { modelOf, named, type Thing, type Things } from "../municipal/test/hand-made.ts";
import { exposureText } from "../words/exposure.ts";
import { type Exposure, exposuresOf } from "./exposure.ts";

const zone = (name: string, says: Thing["says"] = {}, to: Thing["to"] = []): Thing => ({
  kind: "zone",
  claim: { space: "register", value: name },
  says,
  to,
});
const machine = (address: string, to: Thing["to"] = []): Thing => ({
  kind: "computer",
  claim: { space: "ip", value: address },
  to,
});

/** Networks are told by zones of their own, as rules name them. */
const estate: Things = {
  servers: zone("network/10.1.0.0/16", { purpose: "servers" }),
  edge: zone("network/10.9.0.0/24", { purpose: "edge" }),
  web: machine("10.9.0.80"),
  files: machine("10.1.0.20"),
  elsewhere: machine("10.200.0.1"),
};

/** From where, and by which services, each computer is reached. */
function seen(things: Things) {
  const model = modelOf(things);
  const of = exposuresOf(model);
  return (name: string): string => {
    const told = of(named(model, name).id);
    return told === null ? "-" : [told.from, ...told.services].join(" ");
  };
}

const wan = (...to: readonly string[]): Thing =>
  zone(
    "zone/wan",
    { purpose: "internet", "reach/network/10.9.0.0/24": ["tcp/443", "tcp/80"] },
    to.map((one) => ["may-reach", one] as const),
  );

test("[W980] a rule lets the internet in to a zone, to all in it and no further", () => {
  const from = seen({ ...estate, wan: wan("edge") });
  expect(["web", "files", "elsewhere", "edge"].map(from)).toEqual([
    "internet tcp/443 tcp/80",
    "inside",
    "unknown",
    "-",
  ]);
});

test("[W980] a computer is reached where it is named, put in a zone, or everything is", () => {
  const put = machine("10.200.0.2", [["in-zone", "edge"]]);
  expect(seen({ ...estate, put, wan: wan("edge") })("put")).toBe("internet tcp/443 tcp/80");
  const direct: Thing = zone("zone/wan", { purpose: "internet", "reach/10.1.0.20": ["tcp/22"] }, [
    ["may-reach", "files"],
  ]);
  const from = seen({ ...estate, direct });
  expect([from("files"), from("web")]).toEqual(["internet tcp/22", "inside"]);
  const any = zone("zone/any", { "reach/zone/any": ["any"] }, [["may-reach", "any"]]);
  expect(["web", "elsewhere"].map(seen({ ...estate, any }))).toEqual([
    "internet any",
    "internet any",
  ]);
  // What stands out there has nobody's rules before it.
  const outer = { ...estate, outer: machine("198.51.100.9") };
  const wide = { ...wan("edge"), claim: { space: "register", value: "network/198.51.100.0/24" } };
  expect(seen({ ...outer, wide: wide as Thing })("outer")).toBe("internet any");
});

test("[W980] some that a rule names are not anybody, and those within are nobody", () => {
  const partner = zone("network/8.8.8.0/24", { "reach/network/10.9.0.0/24": ["tcp/8443"] }, [
    ["may-reach", "edge"],
  ]);
  expect(seen({ ...estate, partner })("web")).toBe("named tcp/8443");
  expect(seen({ ...estate, partner, wan: wan("edge") })("web")).toBe("internet tcp/443 tcp/80");
  const clients = zone("network/10.2.0.0/16", { "reach/network/10.9.0.0/24": ["any"] }, [
    ["may-reach", "edge"],
  ]);
  expect(seen({ ...estate, clients })("web")).toBe("unknown");
});

test("[W981] without rules at the border, or with an unknown address, nothing is inside", () => {
  expect(["web", "files"].map(seen(estate))).toEqual(["unknown", "unknown"]);
  const out = zone("zone/lan", {}, [["may-reach", "net"]]);
  const net = zone("zone/net", { purpose: "internet" });
  // That they may go out tells that the border's rules were read.
  expect(seen({ ...estate, out, net })("files")).toBe("inside");
  const model = modelOf({ ...estate, wan: wan("edge", "files") });
  const files = named(model, "files").id;
  const assets = model.assets.map((one) => (one.id === files ? { ...one, listed: false } : one));
  const of = exposuresOf({ ...model, assets });
  const server = exposuresOf(modelOf({ ...estate, wan: wan("edge") }));
  expect(server(named(model, "files").id)?.from).toBe("inside");
  expect(of(files)?.from).toBe("internet");
  const other = { ...estate, more: machine("10.1.0.21"), wan: wan("edge", "files") };
  const wider = modelOf(other);
  const hidden = wider.assets.map((one) =>
    one.name === "files" ? { ...one, listed: false } : one,
  );
  expect(exposuresOf({ ...wider, assets: hidden })(named(wider, "more").id)?.from).toBe("unknown");
});

test("[W982] from where a thing is reached is said in both languages, with its services", () => {
  const say = (from: Exposure["from"], services: readonly string[] = []): string =>
    exposureText({ from, services, zones: [] }).sv;
  expect([
    say("internet", ["tcp/443", "tcp/80"]),
    say("internet", ["any"]),
    say("named", ["tcp/22"]),
    say("inside"),
    say("unknown"),
    say("internet", "a b c d e f g h i j".split(" ")),
  ]).toEqual([
    "nås från internet (tcp/443, tcp/80)",
    "nås från internet",
    "nås från vissa adresser på internet (tcp/22)",
    "inte öppen mot internet, enligt reglerna",
    "inte känt",
    "nås från internet (a, b, c, d, e, f, g, h och 2 till)",
  ]);
  const { sv, en } = exposureText({ from: "inside", services: [], zones: [] });
  expect(sv).not.toBe(en);
});

/** The model of these files as readers read them. */
function modelOfFiles(files: Readonly<Record<string, string>>) {
  const at = "2026-11-01T00:00:00.000Z" as Instant;
  const readings = Object.entries(files).map(([name, text]) => {
    const evidence = name as EvidenceId;
    const bytes = new TextEncoder().encode(text);
    const reading = read({ name, bytes, evidence, receivedAt: at });
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const { reader, scope, observations } = reading;
    const known = { sizeBytes: 1, receivedAt: at, by: "Signe Exempel", keepUntil: null };
    const made = { producedAt: at, secrecy: "open" } as const;
    return { evidence: { id: evidence, name, reader, scope, ...known, ...made }, observations };
  });
  return reconcile(
    readings.flatMap(({ observations }) => observations),
    readings.map(({ evidence }) => evidence),
    { valid: at, recorded: at },
  );
}

const scan = (...addresses: readonly string[]): string =>
  '<?xml version="1.0"?>\n<nmaprun scanner="nmap" args="nmap" start="1793491200" version="7.93">' +
  addresses
    .map(
      (one) =>
        `<host><status state="up"/><address addr="${one}" addrtype="ipv4"/><ports>` +
        '<port protocol="tcp" portid="443"><state state="open"/></port></ports></host>',
    )
    .join("") +
  '<runstats><finished time="1793491260"/></runstats></nmaprun>';

/** A firewall with the internet, servers and an edge, by these policies. */
const firewall = (...policies: readonly string[]): string =>
  "#config-version=FGT70F-7.0.14-FW-build0601-240206:opmode=0:vdom=0:user=admin\n" +
  "config system interface\n" +
  'edit "wan1"\nset ip 198.51.100.2 255.255.255.252\nset role wan\nnext\n' +
  'edit "edge"\nset ip 10.9.0.1 255.255.255.0\nset role dmz\nnext\n' +
  'edit "servers"\nset ip 10.1.0.1 255.255.0.0\nnext\nend\n' +
  'config firewall vip\nedit "web"\nset extip 198.51.100.3\nset mappedip "10.9.0.80"\nnext\nend\n' +
  `config firewall policy\n` +
  `${policies.map((one, at) => `edit ${at + 1}\n${one}next\n`).join("")}end\n`;

const policy = (from: string, to: string, target: string, service: string): string =>
  `set srcintf "${from}"\nset dstintf "${to}"\nset srcaddr "all"\nset dstaddr "${target}"\n` +
  `set action accept\nset service "${service}"\n`;

test("[W980] a firewall's own policies tell it of what a scan has found", () => {
  const from = (conf: string) => {
    const model = modelOfFiles({
      "fw.conf": conf,
      "scan.xml": scan("10.9.0.80", "10.9.0.81", "10.1.0.20"),
    });
    const of = exposuresOf(model);
    return model.assets
      .filter(({ claims }) => claims.some(({ value }) => /^10\.\d+\.0\.(?:2|8)/.test(value)))
      .filter(({ kind }) => kind === "computer")
      .map(({ id, claims }) => [claims[0]?.value, of(id)?.from, of(id)?.services, of(id)?.zones]);
  };
  const out = policy("servers", "wan1", "all", "ALL");
  const found = from(firewall(policy("wan1", "edge", "web", "HTTPS"), out));
  const byAddress = found.toSorted(([one = ""], [other = ""]) => (one < other ? -1 : 1));
  expect(byAddress).toEqual([
    ["10.1.0.20", "inside", [], ["servers"]],
    ["10.9.0.80", "internet", ["https"], ["edge"]],
    ["10.9.0.81", "inside", [], ["edge"]],
  ]);
  const whole = firewall(policy("wan1", "edge", "all", "HTTPS"), out);
  expect(from(whole).map(([, one]) => one)).toEqual(["inside", "internet", "internet"]);
});
