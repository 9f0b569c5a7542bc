/** What pages ask before they are there. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test, vi } from "vitest";
import type { Job } from "@vallgrav/platform/api";
import { read, send } from "../src/api/client.ts";
import { earlyCame, forgetEarly, keepEarly } from "../src/api/early.ts";
import { isPlanned } from "../src/api/position-question.ts";
import { earlyAsksOf, type EarlyAsk } from "../src/frame/early-asks.ts";
import { paths } from "../src/frame/paths.ts";
import { planAt } from "./fixtures/plan.ts";

const answers: Readonly<Record<string, unknown>> = {
  "/position": { state: "ready", plan: planAt(0) },
  "/jobs": [{ kind: "import", state: "done", id: ":jobId" }],
  "/status": { evidence: [{}] },
};

function withNext(asks: readonly EarlyAsk[]): readonly EarlyAsk[] {
  return asks.flatMap((ask) => [ask, ...withNext(ask.next?.(answers[ask.path]) ?? [])]);
}

const file = fileURLToPath(new URL("../../../docs/access.csv", import.meta.url));
/** Who may ask, by path; somewhere is enough. */
const callers: ReadonlyMap<string, string> = new Map(
  readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.split(","))
    .map(([route = "", ...cells]) => [
      route.replace("GET /api", ""),
      cells.map((cell) => (cell === "own" ? "allowed" : cell)).join(),
    ]),
);

test("questions under the same right are open to the same people", () => {
  const all = Object.values(paths).flatMap((path) => withNext(earlyAsksOf(path)));
  const byRight = Map.groupBy(all, ({ right }) => right);
  expect(byRight.size).toBeGreaterThan(8);
  for (const [right, asks] of byRight) {
    const open = asks.map(({ path }) => callers.get(path.split("?", 1)[0] ?? ""));
    expect([right, new Set(open).size]).toEqual([right, 1]);
    expect([right, open[0]]).not.toEqual([right, undefined]);
  }
});

test("what stands only where there is something is not asked where there is nothing", () => {
  const next = (path: string, ask: string, answer: unknown): readonly string[] =>
    earlyAsksOf(path)
      .filter((early) => early.path === ask)
      .flatMap((early) => early.next?.(answer).map((one) => one.path) ?? []);
  expect(next("/", "/position", { state: "empty" })).toEqual([]);
  expect(next("/", "/position", answers["/position"])).toContain("/reality");
  expect(next("/kanna", "/status", { evidence: [] })).toEqual([]);
  expect(next("/kanna", "/jobs", [{ kind: "import", state: "failed", id: "1" }])).toEqual([]);
  expect(next("/kanna", "/jobs", answers["/jobs"])).toEqual(["/imports/:jobId"]);
  expect(earlyAsksOf("/constructor").map(({ path }) => path)).toEqual(["/jobs", "/alerts"]);
});

test("what stands beside the position is asked with it where the jobs tell of one", () => {
  const job = (kind: Job["kind"], state: Job["state"]): Job => ({ kind, state }) as Job;
  expect(isPlanned([job("dials", "done"), job("plan", "done"), job("import", "done")])).toBe(true);
  expect(isPlanned([job("import", "failed"), job("plan", "done")])).toBe(true);
  for (const jobs of [
    [],
    [job("import", "done"), job("plan", "done")],
    [job("plan", "running"), job("plan", "done")],
    [job("plan", "cancelled")],
  ])
    expect([jobs, isPlanned(jobs)]).toEqual([jobs, false]);
  const beside = earlyAsksOf("/").flatMap((early) => early.beside ?? []);
  const next = earlyAsksOf("/").flatMap((early) => early.next?.(answers["/position"]) ?? []);
  expect(next.filter((one) => !beside.includes(one)).map(({ key }) => key?.[0])).toEqual([
    "attackers",
  ]);
});

let asked: string[] = [];
beforeEach(() => {
  asked = [];
  forgetEarly();
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(address);
    return Promise.resolve(Response.json("asked anew"));
  });
  return () => vi.unstubAllGlobals();
});

test("an early answer is taken once, while it is fresh, and not after a change", async () => {
  const early = (): void => keepEarly("/units", ["units"], Promise.resolve("asked early"));
  early();
  expect([await read("/units"), await read("/units")]).toEqual(["asked early", "asked anew"]);
  early();
  const now = performance.now();
  vi.spyOn(performance, "now").mockReturnValue(now + 5_001);
  expect(await read("/units")).toBe("asked anew");
  vi.restoreAllMocks();
  early();
  await send("POST", "/units", { name: "Vård" });
  expect(await read("/units")).toBe("asked anew");
});

test("early answers have come when each has or failed, with what was asked in turn", async () => {
  await earlyCame();
  const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  keepEarly("/jobs", ["jobs"], first.promise);
  keepEarly("/units", ["units"], Promise.reject(new Error("refused")));
  void first.promise.then(() => keepEarly("/status", ["status"], second.promise));
  let hasCome = false;
  const come = earlyCame().then(() => {
    hasCome = true;
  });
  const turn = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));
  await turn();
  expect(hasCome).toBe(false);
  first.resolve("jobs");
  await turn();
  expect(hasCome).toBe(false);
  second.resolve("status");
  await come;
  expect(hasCome).toBe(true);
});
