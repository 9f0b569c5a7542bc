/** Findings as one kind of thing: gathered, known again, decided on, ordered, handed out. */
import type { Instant, PlainDate } from "@vallgrav/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FindingsAsked, FindingView } from "../api/index.ts";
import { exampleFiles, type Home, homeOn } from "../identify/test/example-files.ts";
import { createProtect } from "../protect/index.ts";
import { exampleModel, modelOfFiles, smallSize } from "../protect/test/example.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { csvColumns, findingsCsv } from "./csv.ts";
import { gatherFindings, type Known } from "./gather.ts";
import { createFindings, type Findings } from "./index.ts";
import { kendallTau, orderSaid } from "./order.ts";
import { nessus, openvas, type Told } from "./test/reports.ts";
import { byImpact, findingId, viewOf } from "./view.ts";

const known: Known = { asOf: "2026-11-20T08:00:00.000Z" as Instant, exploited: () => null };
const cve = "CVE-2026-990003";
const host = "srv-sql01.kommun.example.se";
const told: Told = { host, cve, severity: 8.8, port: "445" };

function gathered(...files: readonly ReturnType<typeof openvas>[]) {
  return gatherFindings(modelOfFiles(files).model, known);
}

test("[FN6] what tools tell of one CVE on one thing is one finding, with all they say", () => {
  const found = gathered(
    openvas("2026-11-01", [told, { ...told, port: "139", severity: 9.1 }]),
    nessus("2026-11-02", [told, { host, cve: null, severity: 4, port: "80" }]),
  );
  expect(found.map(({ weakness }) => weakness)).toEqual([cve, "nessus:940000@80/tcp"]);
  const [merged, other] = found;
  expect(merged).toMatchObject({ severity: "critical", score: 9.1, asset: { kind: "computer" } });
  expect(merged?.reports.map(({ tool, port }) => [tool, port])).toEqual([
    ["nessus", "445/tcp"],
    ["openvas", "445/tcp"],
    ["openvas", "139/tcp"],
  ]);
  expect([merged?.first.slice(0, 10), merged?.last.slice(0, 10)]).toEqual([
    "2026-11-01",
    "2026-11-02",
  ]);
  expect(merged?.touches).toEqual([
    { asset: `${merged?.asset.id ?? ""}#flaw`, step: "flawMended" },
  ]);
  expect(other?.touches).toEqual([]);
  const two = (merged?.certainty ?? 0) > (other?.certainty ?? 1);
  expect(two).toBe(true);
});

test("[FN7] ids are the same whatever the order, number and repetition of imports", () => {
  const files = [
    openvas("2026-11-01", [told]),
    nessus("2026-11-02", [told]),
    openvas("2026-11-03", [told, { ...told, cve: "CVE-2026-990004" }]),
  ];
  const ids = (some: typeof files): readonly string[] =>
    gathered(...some).map(({ name }) => findingId(name));
  const all = ids(files);
  expect(all).toHaveLength(2);
  fc.assert(
    fc.property(fc.shuffledSubarray(files, { minLength: 1 }), (some) => {
      const found = ids(some);
      expect(all).toEqual(expect.arrayContaining([...found]));
      expect(ids([...some, ...some])).toEqual(found);
    }),
    { numRuns: 30 },
  );
});

test("[FN8] what the newest whole reports lack is gone, and comes back when told", () => {
  const gone = (...files: readonly ReturnType<typeof openvas>[]) =>
    gathered(...files)
      .find(({ weakness }) => weakness === cve)
      ?.goneSince?.slice(0, 10) ?? null;
  const clean = { ...told, cve: "CVE-2026-990009", severity: 4 };
  expect(gone(openvas("2026-11-01", [told]))).toBeNull();
  expect(gone(openvas("2026-11-01", [told]), openvas("2026-11-05", [clean]))).toBe("2026-11-05");
  expect(gone(openvas("2026-11-01", [told]), openvas("2026-11-05", [clean], "part"))).toBeNull();
  expect(gone(openvas("2026-11-01", [told]), nessus("2026-11-05", [clean]))).toBeNull();
  const both = [openvas("2026-11-01", [told]), nessus("2026-11-01", [told])];
  expect(gone(...both, openvas("2026-11-05", [clean]))).toBeNull();
  expect(gone(...both, openvas("2026-11-05", [clean]), nessus("2026-11-06", [clean]))).toBe(
    "2026-11-06",
  );
  const back = openvas("2026-11-07", [told]);
  expect(gone(openvas("2026-11-01", [told]), openvas("2026-11-05", [clean]), back)).toBeNull();
});

/** Views of the example's own findings, without decisions. */
const views = gatherFindings(exampleModel().model, known).map((one) =>
  viewOf(one, null, {
    moved: { impacts: new Map(), together: new Map() },
    day: "2026-11-20" as PlainDate,
  }),
);

test("[FN9] the order is by impact, then by what is known of the weakness", () => {
  const band = (value: number) => ({ value, low: value, high: value });
  const impact = (loss: number, holds: number, days = 0, runs = 0): FindingView["impact"] => ({
    loss: band(loss),
    holds: band(holds),
    heldDays: band(days),
    serviceHours: band(0),
    persons: band(0),
    sek: band(0),
    runs,
  });
  const [first] = views;
  if (first === undefined) throw new Error("the example has findings");
  const of = (change: Partial<FindingView>): FindingView => ({ ...first, ...change });
  const wanted = [
    of({ id: "a", impact: impact(-0.2, 0), severity: "low" }),
    of({ id: "b", impact: impact(-0.1, 0.3) }),
    of({ id: "c", impact: impact(-0.1, 0.1), severity: "critical" }),
    of({ id: "c1", impact: impact(0, 0, 0.5, 3), severity: "low" }),
    of({ id: "c2", impact: impact(0, 0, 0, 9), severity: "low" }),
    of({ id: "c3", impact: impact(0, 0, 0, 2), severity: "critical" }),
    of({ id: "d", exploited: { since: "2026-01-01", due: null, isRansomware: false } }),
    of({ id: "e", impact: impact(0, 0), severity: "critical", score: 9.8 }),
    of({ id: "f", severity: "critical", score: 9 }),
    of({ id: "g", severity: "medium", certainty: 0.9 }),
    of({ id: "h", severity: "medium", certainty: 0.5 }),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(wanted, { minLength: wanted.length }), (some) => {
      expect(some.toSorted(byImpact).map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
    }),
  );
  expect(kendallTau([[1, 1], [2, 2], [3, 3]])).toBe(1); // prettier-ignore
  expect(kendallTau([[1, 3], [2, 2], [3, 1]])).toBe(-1); // prettier-ignore
  expect(kendallTau([[1, 1], [1, 2], [2, 3], [3, 3]])).toBeCloseTo(0.8, 12); // prettier-ignore
  expect(kendallTau([[1, 1], [1, 2]])).toBeNull(); // prettier-ignore
});

test("[FN664] the order is held against that by score, beside two halves of the runs", () => {
  const place = (score: number, loss: number, halves: readonly [number, number]) => ({
    score,
    loss,
    halves,
  });
  const agreed = [
    place(9, -0.3, [-0.2, -0.4]),
    place(8, -0.2, [-0.1, -0.3]),
    place(7, -0.1, [0, -0.2]),
  ];
  expect(orderSaid(agreed)).toEqual({ places: 3, tau: 1, ceiling: 1 });
  const turned = agreed.map((one) => ({ ...one, score: -one.score }));
  expect(orderSaid(turned)).toEqual({ places: 3, tau: -1, ceiling: 1 });
  const noisy = [place(9, -0.3, [-0.2, -0.4]), place(8, -0.2, [-0.3, -0.1])];
  expect(orderSaid(noisy)).toEqual({ places: 2, tau: 1, ceiling: -1 });
  expect(orderSaid([])).toEqual({ places: 0, tau: null, ceiling: null });
  const many = Array.from({ length: 700 }, (_, at) => place(at, -at, [-at, -at]));
  expect(orderSaid(many)).toEqual({ places: 500, tau: 1, ceiling: 1 });
});

test("[FN11] the CSV has its columns, quotes what needs it and runs nothing", () => {
  const [first] = views;
  if (first === undefined) throw new Error("the example has findings");
  const hostile = { ...first, title: { sv: '=HYPERLINK("x"),\ny', en: "-1" } };
  const text = findingsCsv([hostile], "sv");
  const [head, row, end, ...rest] = text.split("\r\n");
  expect([head, end, rest]).toEqual([csvColumns.join(","), "", []]);
  expect(row).toContain(`"'=HYPERLINK(""x""), y"`);
  expect(findingsCsv([hostile], "en")).toContain(",'-1,");
  expect(findingsCsv(views, "sv").split("\r\n")).toHaveLength(views.length + 2);
});

const asked: FindingsAsked = {
  state: "open",
  owner: null,
  unit: null,
  text: "",
  from: 0,
  limit: 50,
};

function findingsOn(home: Home): Findings {
  const { store, jobs, identify, clock } = home;
  const now = () => clock.now();
  const protect = createProtect({ store, identify, jobs, size: smallSize, now });
  return createFindings({ store, identify, jobs, protect, now });
}

async function importAll(home: Home, files: Parameters<Home["identify"]["importFiles"]>[0]) {
  const job = await home.identify.importFiles(files, "Testa Testsson");
  await home.jobs.wait(job.id);
}

onSqlite((stores) => {
  test("[FN12] impacts are computed once by a job; the list is there meanwhile", async () => {
    const home = homeOn(await stores.open());
    const findings = findingsOn(home);
    expect((await findings.list(asked)).impacts).toMatchObject({ state: "refused" });
    await importAll(home, exampleFiles());
    const before = await findings.list(asked);
    if (before.impacts.state !== "computing") throw new Error(before.impacts.state);
    expect(before.total).toBeGreaterThan(5);
    expect(before.findings.every(({ impact }) => impact === null)).toBe(true);
    const again = await findings.list(asked);
    expect(again.impacts).toMatchObject({ job: { id: before.impacts.job.id } });
    expect(await home.jobs.wait(before.impacts.job.id)).toMatchObject({ state: "done" });
    const after = await findings.list(asked);
    expect(after.impacts).toMatchObject({ state: "ready", order: { places: 0, tau: null } });
    const losses = after.findings.map(({ impact }) => impact?.loss.value ?? 0);
    expect(losses).toEqual(losses.toSorted((a, b) => a - b));
    expect(losses[0]).toBeLessThan(0);
    const [top] = after.findings;
    expect(top?.fix.text.sv.length).toBeGreaterThan(20);
    expect(top?.reports[0]).toMatchObject({ file: expect.stringContaining(".json") });
    expect(top?.reports[0]?.place).toMatch(/^\/data\/\d+/);
    expect((await home.store.runs.list("findings")).length).toBe(1);
    expect(home.logged).toEqual([]);
    await home.jobs.stop();
  });

  test("[FN10] [FN665] decisions are kept, run out, are taken back and are checked", async () => {
    const home = homeOn(await stores.open());
    const findings = findingsOn(home);
    await importAll(home, exampleFiles());
    const { findings: all } = await findings.all();
    const id = all[0]?.id ?? "";
    const decide = async (change: Parameters<Findings["decide"]>[1]) =>
      findings.decide(id, change, "Signe Testsson");
    const owned = await decide({ owner: "Drift 1", due: "2026-12-24" as never });
    if (!owned.ok) throw new Error(owned.problem.code);
    expect(owned.finding).toMatchObject({
      id,
      owner: "Drift 1",
      state: "open",
      decision: { due: "2026-12-24", by: "Signe Testsson" },
    });
    const accept = { reason: "Byts i vår, nr 121212-1212", until: "2026-12-05" as never };
    const lived = await decide({ accept });
    if (!lived.ok) throw new Error(lived.problem.code);
    expect(lived.finding).toMatchObject({ state: "accepted", owner: "Drift 1" });
    expect(lived.finding.decision?.accepted?.reason).not.toContain("121212");
    expect((await findings.list(asked)).findings.some((one) => one.id === id)).toBe(false);
    const page = await findings.list({ ...asked, state: "accepted", owner: "Drift 1" });
    expect([page.total, page.counts.accepted, page.owners.includes("Drift 1")]).toEqual([
      1,
      1,
      true,
    ]);
    home.clock.ms += 6 * 86_400_000;
    expect(await findings.one(id)).toMatchObject({ state: "open", isOverdue: false });
    home.clock.ms += 20 * 86_400_000;
    expect(await findings.one(id)).toMatchObject({ state: "open", isOverdue: true });
    const log = (await findings.one(id))?.history.filter(({ kind }) => kind !== "told");
    expect(log).toMatchObject([
      { kind: "accepted", by: "Signe Testsson", what: expect.stringContaining("2026-12-05: ") },
      { kind: "owner", what: "Drift 1" },
      { kind: "due", what: "2026-12-24" },
    ]);
    const reopened = await decide({ accept: null, owner: null, due: null });
    expect(reopened).toMatchObject({ ok: true, finding: { decision: null, state: "open" } });
    const kinds = (await findings.one(id))?.history.map(({ kind }) => kind);
    expect(kinds?.slice(0, 3).toSorted()).toEqual(["due", "owner", "reopened"]);
    await owned.undo();
    expect(await findings.one(id)).toMatchObject({ decision: null });
    const codes = await Promise.all(
      [
        { due: "2026-12-01" },
        { due: "2030-01-01" },
        { due: "2026-13-01" },
        { owner: "  " },
        { owner: "x".repeat(301) },
        { accept: { reason: "lösenord: Hemligt99", until: "2027-01-01" } },
      ].map(async (change) => {
        const answer = await decide(change as never);
        return answer.ok ? "ok" : answer.problem.code;
      }),
    );
    const [day, text] = ["findings/bad-day", "findings/bad-text"];
    expect(codes).toEqual([day, day, day, text, text, text]);
    const { history = [] } = (await findings.one(id)) ?? {};
    expect(history.map(({ kind }) => kind)).toEqual(["told"]);
    const unknown = await findings.decide("0000", { owner: "x" }, "Signe");
    expect(unknown).toMatchObject({ ok: false, problem: { code: "findings/unknown" } });
    await home.jobs.stop();
  });
});
