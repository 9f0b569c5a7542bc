/** Collecting over LDAP, with a directory of the test's own. */
import { expect, test } from "vitest";
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { read } from "@vallgrav/readers";
import { fuzz } from "../../../test/directory-values.fuzz.ts";
import { collectionScript } from "../index.ts";
import { collectDirectory, defaultDirectoryLimits } from "./collect-directory.ts";
import type {
  CollectionEnd,
  DirectoryLimits,
  EarlierCollection,
  KeptPart,
  PartKeeper,
} from "./collect-directory.ts";
import { DirectoryFailed, failureOf } from "./directory-failed.ts";
import { directoryPlan } from "./directory-plan.ts";
import type { DirectorySource, SourceEntry } from "./directory-source.ts";
import { openDirectory } from "./directory-source.ts";

const places = { domain: "DC=example,DC=se", configuration: "CN=C", schema: "CN=Schema" };
const sid = Buffer.from("010400000000000515000000010000000200000003000000", "hex");

function entry(dn: string, attributes: Readonly<Record<string, unknown>>): SourceEntry {
  const lists = Object.entries(attributes).map(([name, value]) => [
    name,
    Array.isArray(value) ? value : [value],
  ]);
  return { dn, attributes: new Map(lists as [string, string[]][]) };
}

const root = entry("", {
  defaultNamingContext: places.domain,
  rootDomainNamingContext: places.domain,
  configurationNamingContext: places.configuration,
  schemaNamingContext: places.schema,
});

/** An account; its security descriptor is told apart by its two last digits. */
function account(number: number, digits = "00"): SourceEntry {
  const bytes = Buffer.concat([sid, Buffer.from([number, 0, 0, 0])]);
  bytes[1] = 5;
  return entry(`CN=u${number},${places.domain}`, {
    objectClass: ["top", "user"],
    objectSid: bytes,
    sAMAccountName: `u${number}`,
    nTSecurityDescriptor: Buffer.from(
      `010004800000000000000000000000001400000002000800000000${digits}`,
      "hex",
    ),
  });
}

type Made = Partial<DirectorySource> & { readonly parts?: Readonly<Record<string, SourceEntry[]>> };

function sourceOf({ parts = {}, ...own }: Made): DirectorySource {
  return {
    entry: (dn) =>
      Promise.resolve(dn === "" ? root : entry(dn, dn === places.domain ? { objectSid: sid } : {})),
    async *pages({ part }) {
      await Promise.resolve();
      for (const one of parts[part] ?? []) yield [one];
    },
    close: () => Promise.resolve(),
    ...own,
  };
}

type Collected = { readonly text: string; readonly end: CollectionEnd };

async function collected(
  open: () => DirectorySource,
  limits: Partial<DirectoryLimits> = {},
  signal = new AbortController().signal,
  keeper: PartKeeper | null = null,
): Promise<Collected> {
  let elapsedMs = 0;
  const pieces = collectDirectory(
    {
      keeper,
      open: () => Promise.resolve(open()),
      now: () => new Date("2026-03-01T12:00:00Z"),
      elapsedMs: () => (elapsedMs += 1),
      progress: () => undefined,
      signal,
    },
    { ...defaultDirectoryLimits, ...limits },
  );
  let text = "";
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) return { text, end: next.value };
    text += next.value;
  }
}

/** Accounts that a collection holds, and what is wrong with it. */
function heldBy({ text }: Collected): unknown {
  const reading = read({
    name: "ad.json",
    bytes: new TextEncoder().encode(text),
    evidence: "e" as EvidenceId,
    receivedAt: "2026-03-02T00:00:00.000Z" as Instant,
  });
  if (!reading.ok) return reading.problems;
  const names = reading.observations.flatMap(({ says }) =>
    "property" in says && says.property === "samaccountname" ? [says.value] : [],
  );
  return [names, ...reading.problems.map(({ code, args }) => [code, args])];
}

test("[CO50] of free texts only that they hold a secret is written down", async () => {
  const texts = { description: "Lösen: Hemligt99", info: "Vikarie i Exempelby" };
  const told = account(1);
  const made = await collected(() =>
    sourceOf({
      parts: {
        users: [
          { ...told, attributes: new Map([...told.attributes, ...entry("", texts).attributes]) },
        ],
      },
    }),
  );
  expect(made.text).not.toMatch(/Hemligt99|Vikarie/);
  expect(heldBy(made)).toEqual([
    ["u1"],
    ["readers/secret-in-field", { field: "description", what: "secret" }],
  ]);
});

test("[CO1230] what was not asked for is not written down, nor texts in capitals", async () => {
  const texts = { DESCRIPTION: "Lösen: Hemligt99", Info: "Vikarie", unicodePwd: "Hemligt98" };
  const own = { samaccountname: "u1", "description;lang-sv": "Vikarie i Exempelby" };
  const told = entry("CN=u1,DC=example,DC=se", { ...texts, ...own, objectSid: sid });
  const made = await collected(() => sourceOf({ parts: { users: [told] } }));
  expect(made.text).not.toMatch(/Hemligt9|Vikarie|unicodePwd/);
  expect(JSON.parse(made.text)).toMatchObject({
    objects: [{ sAMAccountName: "u1", secretIn: ["description"] }],
  });
});

test("[CO1230] a domain whose SID or name is none is not collected", async () => {
  const heads = [sid.subarray(0, 3), sid.subarray(0, 20), Buffer.from([2, ...sid.subarray(1)])];
  for (const objectSid of [...heads, Buffer.from("010100000000000512000000", "hex")]) {
    const open = (): DirectorySource =>
      sourceOf({
        entry: (dn) => Promise.resolve(dn === "" ? root : entry(dn, { objectSid })),
      });
    await expect(collected(open)).rejects.toThrow(new DirectoryFailed("collect/ldap-no-domain"));
  }
});

test("[CO1230] values of every kind become a document that the readers take", async () => {
  const { cases, failures } = await fuzz(0.3, 1230);
  expect(failures).toEqual([]);
  expect(cases).toBeGreaterThan(0);
});

test("[CO17] a collection is one document that the reader of directories takes", async () => {
  const made = await collected(() => sourceOf({ parts: { users: [account(1), account(2)] } }));
  expect(heldBy(made)).toEqual([["u1", "u2"]]);
  expect(made.end).toEqual({ entries: 2, gaps: [] });
  expect(JSON.parse(made.text)).toMatchObject({
    producedAt: "2026-03-01T12:00:00.000Z",
    domain: { name: "example.se", sid: "S-1-5-21-1-2-3", rootSid: "S-1-5-21-1-2-3" },
    objects: [{ descriptor: 0 }, { descriptor: 0 }],
    written: 2,
  });
});

test("[CO17] a lost connection is made anew and nothing is written twice", async () => {
  let opened = 0;
  const open = (): DirectorySource => {
    opened += 1;
    const isLast = opened === 3;
    return sourceOf({
      async *pages({ part }) {
        await Promise.resolve();
        if (part !== "users") return;
        for (let number = 1; number <= opened; number += 1) yield [account(number)];
        if (!isLast) throw new Error("Connection closed");
      },
    });
  };
  expect(heldBy(await collected(open))).toEqual([["u1", "u2", "u3"]]);
  opened = -9;
  const failed = await collected(open);
  expect(failed.end.gaps).toEqual([{ part: "users", reason: "failed" }]);
});

test("[CO17] what the directory refuses is a gap, what is not there is none", async () => {
  const refusing = (code: number) => () =>
    sourceOf({
      // eslint-disable-next-line require-yield
      async *pages({ part }) {
        await Promise.resolve();
        if (part === "trusts") throw Object.assign(new Error("no"), { code });
      },
    });
  const gaps = async (code: number) => (await collected(refusing(code))).end.gaps;
  expect(await gaps(32)).toEqual([]);
  expect(await gaps(50)).toEqual([{ part: "trusts", reason: "denied" }]);
  expect(await gaps(4)).toEqual([{ part: "trusts", reason: "limit" }]);
  expect(await gaps(1)).toEqual([{ part: "trusts", reason: "failed" }]);
});

/** Keeps parts in memory. */
function keeperOf(earlier: EarlierCollection | null): PartKeeper & { kept: EarlierCollection } {
  const keeper = {
    earlier,
    kept: earlier ?? { domain: "", producedAt: "", parts: [] },
    begin: (domain: string, producedAt: string) => {
      keeper.kept = { domain, producedAt, parts: [] };
      return Promise.resolve();
    },
    keep: (part: KeptPart) => {
      keeper.kept = { ...keeper.kept, parts: [...keeper.kept.parts, part] };
      return Promise.resolve();
    },
  };
  return keeper;
}

test("[CO21] what was interrupted goes on where it was, and is the same as unbroken", async () => {
  const parts = {
    units: [entry(`OU=x,${places.domain}`, { objectClass: "organizationalUnit" })],
    groups: [account(1, "00")],
    users: [account(2, "00"), account(3, "01")],
    computers: [account(4, "01"), account(5, "02")],
  };
  const whole = await collected(() => sourceOf({ parts }));
  const asked: string[] = [];
  const broken = (from: string | null) => () =>
    sourceOf({
      async *pages({ part }) {
        await Promise.resolve();
        if (part === from) throw new DirectoryFailed("collect/ldap-unreachable");
        asked.push(part);
        yield parts[part as keyof typeof parts] ?? [];
      },
    });
  const first = keeperOf(null);
  const { signal } = new AbortController();
  const cut = await collected(broken("computers"), {}, signal, first);
  expect(cut.end.gaps).toEqual([{ part: "computers", reason: "failed" }]);
  asked.length = 0;
  const second = keeperOf({ ...first.kept, parts: first.kept.parts.slice(0, 7) });
  const resumed = await collected(broken(null), {}, signal, second);
  expect(asked).toEqual(["computers", "certificates"]);
  expect(resumed.text).toBe(whole.text);
  expect(second.kept.parts.length).toBe(9);
  const other = keeperOf({ ...first.kept, domain: "another" });
  expect((await collected(broken(null), {}, signal, other)).text).toBe(whole.text);
  expect(asked.length).toBe(2 + 9);
});

test("[CO18] limits on entries and time leave the rest out and say so", async () => {
  const source = () =>
    sourceOf({ parts: { groups: [account(1)], users: [account(2), account(3)] } });
  const few = await collected(source, { entries: 2 });
  expect(heldBy(few)).toEqual([
    ["u1", "u2"],
    ["readers/partial-collection", { part: "users", reason: "limit" }],
  ]);
  const short = await collected(source, { elapsedMs: 1 });
  expect(short.end).toEqual({
    entries: 1,
    gaps: [{ part: "users", reason: "limit" }],
  });
});

test("[CO18] pages without end that hold nothing reach the limit on time", async () => {
  let pages = 0;
  const source = () =>
    sourceOf({
      async *pages({ part }) {
        await Promise.resolve();
        const most = part === "users" ? 1_000 : 0;
        while (pages < most) {
          pages += 1;
          yield [];
        }
      },
    });
  const { end } = await collected(source, { elapsedMs: 50 });
  expect(end).toEqual({ entries: 0, gaps: [{ part: "users", reason: "limit" }] });
  expect(pages).toBeLessThan(100);
});

test("[CO17] what a directory calls a descriptor breaks no document", async () => {
  const one = entry("CN=x", { "nTSecurityDescriptor;range=0-*": ['"],"gaps":[],"x":["'] });
  const { text } = await collected(() => sourceOf({ parts: { users: [one] } }));
  expect(JSON.parse(text)).toMatchObject({ descriptors: ['"],"gaps":[],"x":["'], gaps: [] });
});

test("[CO18] an interruption ends it, with nothing that could be taken for whole", async () => {
  const controller = new AbortController();
  const source = () =>
    sourceOf({
      async *pages() {
        await Promise.resolve();
        controller.abort(new Error("enough"));
        yield [account(1)];
      },
    });
  await expect(collected(source, {}, controller.signal)).rejects.toThrow("enough");
});

test("[CO19] members that come in ranges are fetched to the last", async () => {
  const group = entry(`CN=g,${places.domain}`, {
    objectClass: "group",
    objectGUID: Buffer.alloc(16),
    member: [],
    "member;range=0-1": ["CN=a", "CN=b"],
  });
  const asked: string[] = [];
  const source = () =>
    sourceOf({
      parts: { groups: [group] },
      entry: (dn, [attribute = ""]) => {
        if (dn === "") return Promise.resolve(root);
        if (dn === places.domain) return Promise.resolve(entry(dn, { objectSid: sid }));
        asked.push(attribute);
        const from = Number(/range=(\d+)/.exec(attribute)?.[1]);
        const range = from === 2 ? "member;range=2-3" : "member;range=4-*";
        return Promise.resolve(entry(dn, { [range]: [`CN=${from}`] }));
      },
    });
  const { text } = await collected(source);
  expect(asked).toEqual(["member;range=2-*", "member;range=4-*"]);
  expect(JSON.parse(text)).toMatchObject({
    objects: [{ member: ["CN=a", "CN=b", "CN=2", "CN=4"] }],
  });
});

test("[CO20] a directory that is none of Active Directory's says so", async () => {
  const none = () => sourceOf({ entry: () => Promise.resolve(entry("", { vendorName: "x" })) });
  await expect(collected(none)).rejects.toMatchObject({ code: "collect/ldap-no-domain" });
});

test("[CO20] an address is a server and no more; nobody signs in without a password", async () => {
  const refusal = async (url: string, password = "x"): Promise<unknown> =>
    openDirectory({ url, user: "u", password, authorities: null }).catch((error: unknown) =>
      error instanceof DirectoryFailed ? error.code : error,
    );
  for (const url of ["", "dc1", "http://dc1", "ldap://", "ldap://u:p@dc1", "ldaps://dc1/DC=x"])
    expect(await refusal(url), url).toBe("collect/ldap-address");
  expect(await refusal("ldaps://dc1.example.se", "")).toBe("collect/ldap-credentials");
});

test("[CO20] what the net and the directory say becomes a failure with a code", () => {
  const coded = (code: unknown): string => failureOf(Object.assign(new Error("x"), { code })).code;
  expect(coded("ECONNREFUSED")).toBe("collect/ldap-unreachable");
  expect(coded("DEPTH_ZERO_SELF_SIGNED_CERT")).toBe("collect/ldap-untrusted");
  expect(coded("ERR_TLS_CERT_ALTNAME_INVALID")).toBe("collect/ldap-untrusted");
  expect(coded(49)).toBe("collect/ldap-credentials");
  expect(coded(53)).toBe("collect/ldap-refused");
  expect(failureOf(null).code).toBe("collect/ldap-unreachable");
});

test("[CO16] the printed script asks what the LDAP collector asks", () => {
  const script = collectionScript("ad");
  const texts = new Set([...script.matchAll(/'([^'\n]*)'/g)].map(([, text]) => text));
  for (const { part, filter, attributes } of directoryPlan(places)) {
    expect(script, part).toContain(`Part = '${part}'`);
    expect([filter, ...attributes].filter((text) => !texts.has(text))).toEqual([]);
  }
});
