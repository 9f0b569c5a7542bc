/** Configuration backups of FortiGate: grammar, zones, reach, secrets. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { inputOf, lines, readGood, told } from "../../../test/file.ts";
import { read } from "../read.ts";
import { walkConfig } from "./config-text.ts";
import type { Setting } from "./config-text.ts";
import { networksOfRange } from "./objects.ts";

const limits = { depth: 8, rows: 1_000, stringLength: 100 };

function settings(text: string): readonly string[] {
  const found: string[] = [];
  const fault = walkConfig(text, limits, {
    entry: () => undefined,
    setting: ({ levels, key, values, line }: Setting) => {
      const path = levels.map(({ section, entry }) => `${section}[${entry ?? ""}]`).join("/");
      found.push(`${line} ${path} ${key} ${JSON.stringify(values)}`);
    },
    strange: (line) => found.push(`${line} ?`),
  });
  return fault === null ? found : [...found, `${fault.fault} ${fault.line}`];
}

test("[N20] values in either quotes, with escapes and over lines, nested, with comments", () => {
  const text = `#config-version=x
config a b
    set one "x \\"y\\" \\\\z" plain 'it"s'
    set two "first
second" last
    edit "k 1"
        config inner
            edit 2
                set three 3
            next
        end
        unset four
    next
    edit 5
        purge
        set six
end
`;
  expect(settings(text)).toEqual([
    '3 a b[] one ["x \\"y\\" \\\\z","plain","it\\"s"]',
    '4 a b[] two ["first\\nsecond","last"]',
    '9 a b[k 1]/inner[2] three ["3"]',
    "15 ?",
    "16 a b[5] six []",
  ]);
});

test("[N20] half a file and broken nesting are told with their line; ceilings hold", () => {
  expect(settings("config a\nset x 1\n")).toEqual(['2 a[] x ["1"]', "truncated 3"]);
  expect(settings('config a\nset x "open\n\nend\n')).toEqual(["truncated 2"]);
  expect(settings("end\n")).toEqual(["bad 1"]);
  expect(settings("config a\nnext\nend\n")).toEqual(["bad 2"]);
  expect(settings("set x 1\n")).toEqual(["bad 1"]);
  expect(settings("config a\n".repeat(9))).toEqual(["depth 9"]);
  expect(settings(`config a\n${"edit 1\nnext\n".repeat(1_001)}end\n`)).toEqual(["rows 2002"]);
  const start = "#config-version=FGT70F-7.0.14-FW\nconfig a\n";
  expect(told(read(inputOf("x", start)))).toEqual([
    ["readers/truncated-config", "error", {}, "3:1"],
  ]);
  expect(told(read(inputOf("x", `${start}end\nend\n`)))).toEqual([
    ["readers/bad-config", "error", {}, "4:1"],
  ]);
  const deep = `#config-version=x\n${"config a\n".repeat(65)}${"end\n".repeat(65)}`;
  expect(told(read(inputOf("x", deep)))).toEqual([
    ["readers/limit", "error", { limit: "depth", max: 64 }, "66:1"],
  ]);
});

function section(name: string, entries: Readonly<Record<string, readonly string[]>>): string {
  const edits = Object.entries(entries).map(
    ([key, sets]) => `edit "${key}"\n${sets.map((one) => `set ${one}\n`).join("")}next\n`,
  );
  return `config ${name}\n${edits.join("")}end\n`;
}

const head = "#config-version=FGT70F-7.0.14-FW-build0601-240206:opmode=0:vdom=0:user=admin\n";

function policies(rules: readonly (readonly string[])[], more = ""): readonly string[] {
  const numbered = Object.fromEntries(
    rules.map((sets, index) => [
      String(index + 1),
      [
        'srcintf "lan"',
        'dstintf "wan"',
        'srcaddr "all"',
        'dstaddr "all"',
        'service "ALL"',
        ...sets,
      ],
    ]),
  );
  const text = head + more + section("firewall policy", numbered);
  return lines(readGood(inputOf("fw.conf", text))).filter((line) => /reach/.test(line));
}

test("[N21] interfaces and zones: networks, purpose, VLAN, and the device itself", () => {
  const text =
    head +
    section("system interface", {
      port1: ["ip 10.1.0.1 255.255.0.0", "role lan", "vlanid 10", 'alias "Klienter"'],
      port2: ["ip 10.2.0.1 255.255.255.0"],
      port3: ["ip 10.3.0.1 255.255.255.0"],
      wan1: ["role wan", "ip 0.0.0.0 0.0.0.0"],
    }) +
    section("system zone", { servers: ["interface port2 port3"] }) +
    'config system global\nset hostname "FW1"\nend\n';
  expect(lines(readGood(inputOf("fw.conf", text)))).toEqual([
    "computer fw1 present",
    'computer fw1 manufacturer = "Fortinet"',
    'computer fw1 model = "FGT70F"',
    'computer fw1 operatingsystem = "FortiOS 7.0.14"',
    "zone zone/servers present",
    'zone zone/servers name = "servers"',
    'zone zone/servers subnets = ["10.2.0.0/24","10.3.0.0/24"]',
    "zone zone/port1 present",
    'zone zone/port1 name = "Klienter"',
    'zone zone/port1 subnets = ["10.1.0.0/16"]',
    "zone zone/port1 vlan = 10",
    "zone zone/wan1 present",
    'zone zone/wan1 name = "wan1"',
    'zone zone/wan1 purpose = "internet"',
  ]);
});

test("[N22] the same rules as a table say the same", () => {
  const table =
    "källzon;källa;målzon;destination;tjänst;åtgärd;aktiv\n" +
    "lan;any;wan;10.9.0.0/16;tcp/445;neka;ja\nlan;any;wan;10.9.0.0/16;tcp/445|tcp/443;tillåt;ja\n" +
    "lan;any;wan;10.9.0.0/16;tcp/445;tillåt;ja\nlan;10.1.0.7;wan;any;any;tillåt;ja\n" +
    "lan;any;dmz;any;udp/53;tillåt;nej\n";
  const objects =
    section("firewall address", {
      net: ["subnet 10.9.0.0 255.255.0.0"],
      one: ["subnet 10.1.0.7 255.255.255.255"],
      all: [],
    }) +
    section("firewall service custom", {
      SMB: ["tcp-portrange 445"],
      HTTPS: ["tcp-portrange 443:1024-65535"],
      ALL: ["protocol IP"],
    });
  const found = policies(
    [
      ['dstaddr "net"', 'service "SMB"'],
      ['dstaddr "net"', 'service "SMB" "HTTPS"', "action accept"],
      ['dstaddr "net"', 'service "SMB"', "action accept"],
      ['srcaddr "one"', "action accept"],
      ['dstintf "dmz"', "action accept", "status disable"],
    ],
    objects,
  );
  const wanted = lines(readGood(inputOf("r.csv", table))).filter((line) => /reach/.test(line));
  expect(found).toEqual(wanted);
  expect(found.length).toBe(4);
});

test("[N22] groups in groups and circles, ranges, names, and what a group leaves out", () => {
  const objects =
    section("firewall address", {
      a: ["type iprange", "start-ip 10.1.0.4", "end-ip 10.1.0.6"],
      b: ["type fqdn", 'fqdn "srv.example.se"'],
      land: ["type geography", 'country "SE"'],
    }) +
    section("firewall addrgrp", {
      both: ["member a inner both"],
      inner: ["member b both"],
      some: ["member a b", "exclude enable"],
    }) +
    section("firewall vip", { web: ["extip 192.0.2.1", 'mappedip "10.5.0.5"'] }) +
    section("firewall service custom", { W: ["tcp-portrange 80 8080-8090", "udp-portrange 53"] }) +
    section("firewall service group", { G: ["member W PING"] });
  const group = policies([['srcaddr "both"', 'service "G"', "action accept"]], objects);
  const services = '["ping","tcp/80","tcp/8080-8090","udp/53"]';
  expect(group).toEqual([
    "computer srv.example.se may-reach zone zone/wan",
    "computer 10.1.0.6 may-reach zone zone/wan".replace(
      "computer 10.1.0.6",
      "zone network/10.1.0.4/31",
    ),
    "computer 10.1.0.6 may-reach zone zone/wan",
    `computer srv.example.se reach/zone/wan = ${services}`,
    `zone network/10.1.0.4/31 reach/zone/wan = ${services}`,
    `computer 10.1.0.6 reach/zone/wan = ${services}`,
  ]);
  // What cannot be told whole is the zone, where it allows, and hides nothing, where it denies.
  for (const source of ["some", "land", "missing"])
    expect(
      policies([[`srcaddr "${source}"`], [`srcaddr "${source}"`, "action accept"]], objects),
    ).toEqual(["zone zone/lan may-reach zone zone/wan", 'zone zone/lan reach/zone/wan = ["any"]']);
  expect(policies([['dstaddr "web"', "action accept"]], objects)[0]).toBe(
    "zone zone/lan may-reach computer 10.5.0.5",
  );
  const negated = [['srcaddr "a"', "srcaddr-negate enable"], ["action accept"]];
  expect(policies(negated, objects)[0]).toBe("zone zone/lan may-reach zone zone/wan");
});

test("[N22] ranges become the fewest networks that hold exactly them", () => {
  expect(networksOfRange("10.0.0.0", "10.0.1.255")).toEqual(["10.0.0.0/23"]);
  expect(networksOfRange("0.0.0.0", "255.255.255.255")).toEqual(["0.0.0.0/0"]);
  expect(networksOfRange("10.0.0.9", "10.0.0.1")).toBeNull();
  expect(networksOfRange("x", "10.0.0.1")).toBeNull();
  const address = (value: number): string =>
    [24, 16, 8, 0].map((bits) => (value >>> bits) & 255).join(".");
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(5_000), (from, length) => {
      const start = 0x0a_00_00_00 + from;
      const networks = networksOfRange(address(start), address(start + length)) ?? [];
      const sizes = networks.map((one) => 2 ** (32 - Number(one.split("/")[1])));
      if (networks.length > 0) expect(sizes.reduce((a, b) => a + b, 0)).toBe(length + 1);
      expect(networks[0]?.split("/")[0] ?? address(start)).toBe(address(start));
    }),
  );
});

test("[N23] virtual firewalls: their own names, denials and interfaces", () => {
  const text =
    head +
    "config vdom\nedit root\nnext\nedit school\nnext\nend\nconfig global\n" +
    section("system interface", {
      lan: ['vdom "root"', "ip 10.1.0.1 255.255.0.0"],
      elev: ['vdom "school"', "ip 10.7.0.1 255.255.0.0"],
    }) +
    'config system global\nset hostname "fw1"\nend\nend\n' +
    "config vdom\nedit root\n" +
    section("firewall policy", { 1: ['srcintf "lan"', 'dstintf "any"', 'service "ALL"'] }) +
    "end\nconfig vdom\nedit school\n" +
    section("firewall policy", {
      1: ['srcintf "elev"', 'dstintf "any"', 'service "ALL"', "action accept"],
    }) +
    "end\n";
  const reading = readGood(inputOf("fw.conf", text));
  expect(lines(reading).filter((line) => /present|reach/.test(line))).toEqual([
    "computer fw1 present",
    "zone zone/lan present",
    "zone zone/school-elev present",
    "zone zone/school-elev may-reach zone zone/any",
    'zone zone/school-elev reach/zone/any = ["any"]',
  ]);
  expect(reading.counts.map(({ kind, read: number }) => [kind, number])).toEqual([
    ["hosts", 1],
    ["zones", 2],
    ["rules", 2],
  ]);
});

test("[N24] secrets are told with key and line, and nothing of them is kept", () => {
  const secrets: readonly (readonly [string, string, string])[] = [
    ["system admin", "password ENC SH2Hemligt99==", "password"],
    ["vpn ipsec phase1-interface", "psksecret ENC aGVtSemligt99", "psksecret"],
    ["user radius", 'secret "Hemligt99"', "secret"],
    ["system snmp user", 'auth-pwd "Hemligt99"', "auth-pwd"],
    ["system snmp community", 'name "Hemligt99"', "name"],
    [
      "vpn certificate local",
      'private-key "-----BEGIN ENCRYPTED PRIVATE KEY-----\nHemligt99"',
      "private-key",
    ],
    ["wireless-controller vap", 'passphrase "Hemligt99"', "passphrase"],
    ["firewall policy", 'comments "lösen: Hemligt99"', "comments"],
    ["router ospf", "md5-key Hemligt99", "md5-key"],
  ];
  for (const [name, setting, field] of secrets) {
    const reading = readGood(inputOf("fw.conf", head + section(name, { 1: [setting] })));
    const what = field === "comments" ? "secret" : "password";
    expect([name, told(reading)]).toEqual([
      name,
      [["readers/secret-in-field", "notice", { field, what }, "4:1"]],
    ]);
    expect(JSON.stringify(reading)).not.toContain("Hemligt99");
  }
  const harmless =
    section("system password-policy", { 1: ["status enable", "expire-day 90"] }) +
    section("system admin", { 1: ["two-factor disable", "password-expire 2026-01-01"] }) +
    section("system replacemsg auth", { 1: ['buffer "<p>Password: <input></p>"'] });
  expect(told(readGood(inputOf("fw.conf", head + harmless)))).toEqual([]);
  const number = ["121212", "1212"].join("-");
  const comment = section("firewall address", { 1: [`comment "ring ${number}"`] });
  expect(told(readGood(inputOf("fw.conf", head + comment))).map(([, , args]) => args)).toEqual([
    { field: "comment", what: "personal-number" },
  ]);
});

test("[N25] any text gives a reading, and ten times the entries about ten times the work", () => {
  const word = fc.constantFrom(
    ..."config edit set next end unset \" ' \\ \n firewall policy vdom global member 1".split(" "),
    "\n",
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      const input = inputOf("x", `#config-version=x\n${words.join(" ")}`);
      expect(read(input)).toEqual(read(input));
    }),
    { numRuns: 500 },
  );
  const work = (count: number): number => {
    const names = Array.from({ length: count }, (_, at) => `a${at}`);
    const entries = names.map((name, at) => [name, [`member ${names[at - 1] ?? name} ${name}`]]);
    const groups = section("firewall addrgrp", Object.fromEntries(entries));
    const rules = names.map((name): [string, readonly string[]] => [
      name.slice(1),
      [`srcaddr ${name}`, "srcintf lan", "dstintf wan", "action accept"],
    ]);
    const text = head + groups + section("firewall policy", Object.fromEntries(rules));
    return readGood(inputOf("fw.conf", text)).work;
  };
  expect(work(1_000) / work(100)).toBeLessThan(11);
});

test("[N150] many policies between the same large groups end at the ceiling of statements", () => {
  const policies = (count: number): string => {
    const names = Array.from({ length: 10 }, (_, at) => `a${at}`);
    const addresses = names.flatMap((name, at) => [
      `edit "${name}"`,
      `set subnet 192.0.2.${at} 255.255.255.255`,
      "next",
    ]);
    const rules = Array.from({ length: count }, (_, at) => [
      `edit ${at + 1}`,
      'set srcaddr "g"',
      'set dstaddr "g"',
      "set action accept",
      "next",
    ]);
    const group = ['edit "g"', `set member ${names.join(" ")}`, "next"];
    const sections = { address: addresses, addrgrp: group, policy: rules.flat() };
    const told = Object.entries(sections).map(([name, entries]) =>
      [`config firewall ${name}`, ...entries, "end"].join("\n"),
    );
    return ["#config-version=FGT70F-7.0.14-FW-build0601", ...told].join("\n");
  };
  const reading = (count: number) =>
    read({ ...inputOf("x.conf", policies(count)), limits: { observations: 1_000 } });
  expect(reading(5).ok).toBe(true);
  const [problem] = reading(50).problems;
  expect(problem).toMatchObject({
    code: "readers/limit",
    args: { limit: "observations", max: 1_000 },
  });
});
