/** What agents on machines answer by themselves, osquery's results, and what people state. */
import { clientAt, type Server, serversOf } from "./estate.ts";
import type { ExampleFile } from "./example-file.ts";
import { chanceOf, numbers, type Size } from "./size.ts";

/** 2026-10-31T22:00:00Z: when the queries ran. */
const askedAt = 1_793_484_000;

/** The same software as the host audit of these machines finds. */
const software = [
  ["exempelbas", "12.4"],
  ["exempelskal", "5.2"],
  ["exempelwebb", "1.24"],
] as const;

type Row = Readonly<Record<string, string>>;

/** What one machine answers, by table. */
function answersOf(size: Size, server: Server): readonly (readonly [string, readonly Row[]])[] {
  const { name, fqdn, serial, uuid, address, mac, platform } = server;
  const isDebian = platform === "debian";
  const users = 1 + Math.floor(chanceOf(size, `local/${name}`) * 4);
  return [
    [
      "system_info",
      [
        {
          hostname: fqdn,
          uuid,
          hardware_serial: serial,
          hardware_vendor: "Exempel",
          hardware_model: "R1",
        },
      ],
    ],
    [
      "os_version",
      [
        {
          name: isDebian ? "Debian GNU/Linux" : "AlmaLinux",
          version: isDebian ? "12" : "9.4",
          major: isDebian ? "12" : "9",
          platform: isDebian ? "debian" : "almalinux",
          build: "",
        },
      ],
    ],
    ["interface_details", [{ interface: "eth0", mac: mac.toLowerCase() }]],
    ["interface_addresses", [{ interface: "eth0", address, mask: "255.255.240.0" }]],
    [
      isDebian ? "deb_packages" : "rpm_packages",
      software.map(([program, version]) =>
        isDebian
          ? { name: program, version, source: "", arch: "amd64", revision: "" }
          : { name: program, version, release: "1.el9", epoch: "0", arch: "x86_64" },
      ),
    ],
    [
      "listening_ports",
      [
        { port: "22", protocol: "6", address: "0.0.0.0" },
        { port: "443", protocol: "6", address: "0.0.0.0" },
        { port: "25", protocol: "6", address: "127.0.0.1" },
      ],
    ],
    [
      "users",
      [...numbers(users)].map((n) => ({
        uid: String(1_000 + n),
        username: `lokal${n + 1}`,
        // Somebody wrote down what should be written nowhere.
        description: n === 0 && isDebian ? "lösenord: Fiktivt-Exempel-95" : "",
      })),
    ],
  ];
}

/** Results as the daemon logs them, a line an answer. */
function osquery(size: Size): ExampleFile {
  const machines = serversOf(size).filter(({ platform }) => platform !== "windows");
  return {
    path: "reports/osqueryd.results.jsonl",
    *pieces(note) {
      let line = 0;
      for (const server of machines)
        for (const [table, snapshot] of answersOf(size, server)) {
          line += 1;
          note(`line ${line}:`, "computer", server.is);
          const host = { hostIdentifier: server.fqdn, unixTime: askedAt, action: "snapshot" };
          yield `${JSON.stringify({ name: `pack_drift_${table}`, snapshot, ...host })}\n`;
        }
    },
  };
}

type Claim = { readonly space: string; readonly value: string };

/**
 * What an administrator has told of renamed machines, that both names are one machine, and the
 * owner of the journal of what it rests on: the same as the register says.
 */
function statements(size: Size): ExampleFile {
  const host = (value: string): unknown => ({
    kind: "computer",
    claims: [{ space: "host", value } satisfies Claim],
  });
  const system = (value: string): unknown => ({
    kind: "system",
    claims: [{ space: "register", value } satisfies Claim],
  });
  return {
    path: "reports/utsagor.json",
    *pieces(note) {
      yield '{"vallgravStatements":1,"statedAt":"2026-11-01T10:00:00Z","statements":[\n';
      let at = 0;
      for (const n of numbers(size.clients)) {
        const { formerName, is, name } = clientAt(size, n);
        if (formerName === null) continue;
        note(`/statements/${at}`, "computer", is);
        at += 1;
        const one = { about: host(name), sameAs: host(formerName), holds: true };
        yield `${JSON.stringify(one)},\n`;
      }
      note(`/statements/${at}`, "system", "system/S02");
      const told = { about: system("S02"), relation: "depends-on", to: system("S20") };
      yield `${JSON.stringify(told)}\n]}\n`;
    },
  };
}

/** Both. */
export function agentReports(size: Size): readonly ExampleFile[] {
  return [osquery(size), statements(size)];
}
