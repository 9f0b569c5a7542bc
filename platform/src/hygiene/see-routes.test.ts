/** The ways to a domain's servers, by files of ROAs and routes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DnsRecord, type RecordData, recordTypeText } from "@vallgrav/domains";
import type { RoutingTables } from "@vallgrav/domains";
import { afterEach, expect, test } from "vitest";
import { readRouting, routingOf } from "./read-routing.ts";
import type { Resolver } from "./resolver.ts";
import { seeRoutes } from "./see-routes.ts";
import type { SeeingSetting } from "./seeing.ts";

const nowSeconds = 1_800_000_000;
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const roas = JSON.stringify({
  metadata: {},
  roas: [
    { asn: 64_500, prefix: "192.0.2.0/24", maxLength: 24 },
    { asn: 64_501, prefix: "198.51.100.0/24", maxLength: 24 },
  ],
});
const routes = "64500\t192.0.2.0/24\t300\n64666\t198.51.100.0/24\t300\n64502\t203.0.113.0/24\t9\n";

/** A home with these files in its folder of routes. */
function homeWith(files: Readonly<Record<string, string>>): string {
  const home = mkdtempSync(join(tmpdir(), "vallgrav-routing-"));
  folders.push(home);
  mkdirSync(join(home, "routing"));
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(home, "routing", name), text);
  return home;
}

const answers: Readonly<Record<string, readonly RecordData[]>> = {
  "example.se NS": [{ kind: "NS", target: ["ns", "example", "se"] }],
  "example.se A": [{ kind: "A", address: "192.0.2.1" }],
  "ns.example.se A": [{ kind: "A", address: "198.51.100.1" }],
  "mx.example.se A": [{ kind: "A", address: "203.0.113.1" }],
};

function settingOf(tables: RoutingTables | "unreadable" | null, silent = ""): SeeingSetting {
  const resolver: Resolver = {
    ask: ({ name, type }) => {
      const key = `${name.join(".")} ${recordTypeText(type)}`;
      if (key === silent) return Promise.resolve({ kind: "silence", reason: "timeout" });
      const found = (answers[key] ?? []).map((data): DnsRecord => {
        return { name, type, class: 1, ttlSeconds: 60, rdata: new Uint8Array(), data };
      });
      const flags = { isAuthoritative: false, isTruncated: false, isRecursionDesired: true };
      const message = {
        id: 1,
        opcode: 0,
        isResponse: true,
        ...flags,
        isRecursionAvailable: true,
        isAuthenticated: false,
        isCheckingDisabled: true,
        rcode: 0,
        questions: [],
        answers: found,
        authority: [],
        additional: [],
        edns: null,
      };
      return Promise.resolve({ kind: "answer", message });
    },
  };
  return { resolver, routing: tables } as unknown as SeeingSetting;
}

const see = (setting: SeeingSetting, hosts: readonly string[] | null = ["mx.example.se"]) =>
  seeRoutes(["example", "se"], hosts, setting);

test("[HY682] the ways to all servers are looked up in files of the home", async () => {
  const home = homeWith({ "roas.json": roas, "routes.txt": routes });
  const tables = await routingOf(home, nowSeconds);
  const setting = settingOf(tables);
  expect(await see(setting)).toEqual({
    web: [{ address: "192.0.2.1", isSigned: true, state: "valid" }],
    nameServers: [{ address: "198.51.100.1", isSigned: true, state: "invalid" }],
    mail: [{ address: "203.0.113.1", isSigned: false, state: "not-found" }],
    // The zone that the mail server's name stands in is met on the way up.
    mailNameServers: [{ address: "198.51.100.1", isSigned: true, state: "invalid" }],
  });
  expect(await see(setting, [])).toMatchObject({ mail: [], mailNameServers: [] });
  expect(await see(setting, null)).toMatchObject({ mail: null, mailNameServers: null });
  // What the resolver does not say is not known, and nothing else suffers.
  expect(await see(settingOf(tables, "ns.example.se AAAA"))).toMatchObject({
    web: [{ state: "valid" }],
    nameServers: null,
  });
  expect(await see(settingOf(tables, "example.se NS"))).toMatchObject({ nameServers: null });
});

test("[HY682] without files nothing is known; a bad one is told and stops nothing", async () => {
  const bare = homeWith({});
  expect(await routingOf(bare, nowSeconds)).toBeNull();
  expect(await see(settingOf(null))).toBeNull();
  const alone = await routingOf(homeWith({ "roas.json": roas }), nowSeconds);
  expect(await see(settingOf(alone))).toMatchObject({
    web: [{ isSigned: true, state: null }],
    mail: [{ isSigned: false, state: "not-found" }],
  });
  const cut = homeWith({ "roas.json": roas.slice(0, -9), "routes.txt": routes });
  expect(await routingOf(cut, nowSeconds)).toBe("unreadable");
  expect(await see(settingOf("unreadable"))).toBe("unreadable");
  const wrong = homeWith({ "roas.json": roas, "routes.txt": "x" });
  expect(await routingOf(wrong, nowSeconds)).toBe("unreadable");
  const files = {
    roas: join(wrong, "routing", "roas.json"),
    routes: join(wrong, "routing", "routes.txt"),
  };
  const read = await readRouting(files, nowSeconds);
  expect(read.ok ? null : read.problem).toMatchObject({
    code: "domains/bad-route",
    at: { file: files.routes, place: "" },
    args: { line: 1 },
  });
  await expect(readRouting({ ...files, roas: join(bare, "none") }, nowSeconds)).rejects.toThrow(
    "ENOENT",
  );
});
