/** The room of own domains: looked at as jobs, kept as history, by hand and when due. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { Job } from "../api/index.ts";
import { OutsideAway } from "../detect/outside/ask-outside.ts";
import { jobsOf } from "../jobs/index.ts";
import { openStore, type Store } from "../storage/index.ts";
import { type CheckedDomain, createHygiene, clearancesOf, type Hygiene } from "./index.ts";
import { echoOf, loopbackServer } from "./test/loopback-server.ts";

const weekly = { everyDays: 7, resolver: null, perSecond: null, validator: null };

type Room = {
  readonly hygiene: Hygiene;
  readonly store: Store;
  readonly home: string;
  /** Addresses of validators that were asked; none of them answers. */
  readonly fetched: readonly string[];
  readonly setDay: (day: string) => void;
  readonly clear: (domain: string, until?: string) => Promise<void>;
  readonly wait: (job: Job | null) => Promise<string | undefined>;
};

/** A server of names on the loopback; what it does not know is not there. */
async function withRoom<T>(work: (room: Room) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), "vallgrav-domains-"));
  const store = await openStore(join(home, "a.db"));
  await using server = await loopbackServer((query) => [echoOf(query, 0x81, 0x80)]);
  const fetched: string[] = [];
  let day = "2026-11-30";
  const now = (): Instant => `${day}T10:00:00.000Z` as Instant;
  const jobs = jobsOf({ store: store.jobs, log: () => undefined });
  const world = {
    anchors: [],
    ports: { http: 1, https: 1, smtp: 1, dns: 1 },
    roots: [],
    systemServer: () => server,
    askValidator: ({ url }: { readonly url: URL }) => {
      fetched.push(url.href);
      return Promise.reject(new OutsideAway("away"));
    },
  };
  const hygiene = createHygiene({ store, jobs, home, now, world });
  jobs.start();
  const clearances = clearancesOf({ settings: store.settings, now });
  try {
    return await work({
      hygiene,
      store,
      home,
      fetched,
      setDay: (next) => (day = next),
      clear: async (domain, until = "2027-06-30") => {
        await clearances.record({ domain: domain.split("."), by: "Signe Exempel", until });
      },
      wait: async (job) => (await jobs.wait(job?.id ?? ""))?.state,
    });
  } finally {
    await jobs.stop();
    await store.close();
    rmSync(home, { recursive: true });
  }
}

test("[HY84] own domains are looked at as a job; each check is kept, shortly and in whole", () =>
  withRoom(async ({ hygiene, clear, wait, home, setDay }) => {
    expect(await hygiene.check([])).toMatchObject({
      ok: false,
      problem: [{ code: "hygiene/none-cleared" }],
    });
    await clear("example.se");
    await clear("b.example", "2026-12-01");
    const made = await hygiene.check([]);
    if (!made.ok) throw new Error("refused");
    expect([await wait(made.value), made.value.title]).toEqual(["done", "2"]);
    const { domains, job } = await hygiene.list();
    expect([domains.map(({ domain }) => domain), job]).toEqual([["b.example", "example.se"], null]);
    const view = await hygiene.one("example.se");
    expect(view?.history.length).toBe(1);
    expect(view?.own.latest).toEqual(view?.history[0]);
    const { items = [], counts, scores, resolver } = view?.report ?? {};
    // No address, no records: there is no web, and mail has nothing to be protected by.
    const standing = (check: string) => items.find((one) => one.check === check)?.standing;
    expect(["https", "web-versions", "spf", "dmarc"].map(standing)).toEqual([
      "not-applicable",
      "not-applicable",
      "failed",
      "failed",
    ]);
    expect(Object.values(counts ?? {}).reduce((sum, one) => sum + one, 0)).toBe(items.length);
    expect(scores?.["internetnl-1.11.2"]?.most).toBeLessThan(100);
    expect(resolver).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(items.find((one) => one.check === "dmarc")).toMatchObject({
      asks: { sv: "DMARC finns" },
      copy: '_dmarc.example.se. IN TXT "v=DMARC1; p=none; rua=mailto:dmarc@example.se"',
      profiles: ["internetnl-1.11.2", "vallgrav"],
    });
    expect(readFileSync(join(home, "probes", "2026-11-30.jsonl"), "utf8")).toContain(
      "example.se MX",
    );
    setDay("2026-12-02");
    expect((await hygiene.list()).domains.map(({ isOver }) => isOver)).toEqual([true, false]);
    const again = await hygiene.check(["example.se"]);
    expect(await wait(again.ok ? again.value : null)).toBe("done");
    const later = await hygiene.one("example.se");
    expect(later?.history.map(({ at }) => at.slice(0, 10))).toEqual(["2026-12-02", "2026-11-30"]);
    expect(later?.own.before).toEqual(later?.history[1]?.scores);
    expect(await hygiene.check(["b.example"])).toMatchObject({ ok: false });
    expect([await hygiene.one("b.example.org"), await hygiene.one("å")]).toEqual([null, null]);
    const below = await hygiene.check(["www.example.se"]);
    expect(await wait(below.ok ? below.value : null)).toBe("done");
    expect((await hygiene.one("WWW.example.se"))?.history.length).toBe(1);
    expect((await hygiene.list()).domains.map(({ domain }) => domain)).not.toContain(
      "www.example.se",
    );
  }));

test("[HY85] a schedule looks at what is due, at most once a day", () =>
  withRoom(async ({ hygiene, clear, wait, setDay }) => {
    await clear("example.se");
    expect(await hygiene.checkDue()).toBeNull();
    expect((await hygiene.schedule({ ...weekly })).ok).toBe(true);
    expect(await wait(await hygiene.checkDue())).toBe("done");
    expect(await hygiene.checkDue()).toBeNull();
    setDay("2026-12-06");
    expect(await hygiene.checkDue()).toBeNull();
    await clear("new.example");
    const due = await hygiene.checkDue();
    expect([due?.title, await wait(due)]).toEqual(["new.example", "done"]);
    setDay("2026-12-07");
    const next = await hygiene.checkDue();
    expect([next?.title, await wait(next)]).toEqual(["example.se", "done"]);
    // What comes to nothing is tried the next day, not at once.
    setDay("2026-12-14");
    const gone = await hygiene.schedule({ ...weekly, resolver: "127.0.0.1:1" });
    expect(await wait(await hygiene.checkDue())).toBe("done");
    expect(await hygiene.checkDue()).toBeNull();
    expect(gone.ok).toBe(true);
    for (const everyDays of [0, 366, 1.5])
      expect(await hygiene.schedule({ ...weekly, everyDays })).toMatchObject({
        problem: { code: "hygiene/bad-days" },
      });
  }));

test("[HY983] how fast is asked, and who vouches for routes, is set; at first nobody", () =>
  withRoom(async ({ hygiene, clear, wait, home, fetched }) => {
    await clear("example.se");
    const first = (await hygiene.list()).schedule;
    expect([first.perSecond, first.validator]).toEqual([null, null]);
    const looked = async () => {
      const made = await hygiene.check([]);
      return wait(made.ok ? made.value : null);
    };
    expect([await looked(), fetched]).toEqual(["done", []]);
    const validator = "https://rpki.example.se/json";
    const slowly = { ...weekly, perSecond: 1_000, validator };
    expect((await hygiene.schedule(slowly)).ok).toBe(true);
    expect((await hygiene.list()).schedule).toEqual(slowly);
    expect([await looked(), fetched]).toEqual(["done", [validator]]);
    expect(readFileSync(join(home, "probes", "2026-11-30.jsonl"), "utf8")).toContain(
      '"to":"tcp rpki.example.se:443","asked":"ROA","came":"away"',
    );
    for (const perSecond of [0, 1_001, 0.5])
      expect(await hygiene.schedule({ ...weekly, perSecond })).toMatchObject({
        problem: { code: "hygiene/bad-pace" },
      });
    for (const bad of ["http://rpki.example.se/", "https://a:b@rpki.example.se/", "file:///x", "x"])
      expect(await hygiene.schedule({ ...weekly, validator: bad })).toMatchObject({
        problem: { code: "hygiene/bad-validator", args: { name: bad } },
      });
    expect((await hygiene.list()).schedule).toEqual(slowly);
  }));

test("[HY86] a registration runs out on the day that somebody told", () =>
  withRoom(async ({ hygiene, clear }) => {
    await clear("example.se");
    expect((await hygiene.tellExpiry("example.se", "2027-01-15")).ok).toBe(true);
    const [own] = (await hygiene.list()).domains;
    expect([own?.expires, own?.nextBreak]).toEqual([
      "2027-01-15",
      { what: "registration", where: "dns", host: "example.se", at: "2027-01-15T00:00:00.000Z" },
    ]);
    for (const day of ["soon", "2027-02-30", "2038-01-01"])
      expect(await hygiene.tellExpiry("example.se", day)).toMatchObject({
        problem: { code: "hygiene/bad-expiry" },
      });
    const gone = await hygiene.tellExpiry("example.se", null);
    expect((await hygiene.list()).domains[0]?.expires).toBeNull();
    if (gone.ok) await gone.value.undo();
    expect((await hygiene.list()).domains[0]?.expires).toBe("2027-01-15");
  }));

test("[HY84] what was looked at without its servers is not kept", () =>
  withRoom(async ({ hygiene, store }) => {
    const bare = { seen: null } as CheckedDomain;
    await hygiene.keep([bare], "2026-11-30T10:00:00.000Z" as Instant, "x");
    expect(await store.domainChecks.latest()).toEqual([]);
  }));
