/** A store, its jobs and the room of Microsoft Graph over a fake of it, for tests. */
import { instantFromMs, type Instant } from "@vallgrav/kernel";
import { afterEach, expect } from "vitest";
import type { GraphGiven, Job } from "../../../api/index.ts";
import { jobsOf, type Jobs } from "../../../jobs/index.ts";
import { newStore, startMs, temporary } from "../../test/lines.ts";
import { type Graph, graphOf } from "../graph.ts";
import { type FakeGraph, fakeSecret, openFakeGraph } from "./fake-graph.ts";

/** Milliseconds of an hour. */
export const hourMs = 3_600_000;
const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

/** An alert that was changed so many hours before the start. */
export function alert(number: number, hours: number, change: object = {}) {
  return {
    id: `da637551227677560813_-${900_000_000 + number}`,
    incidentId: "28282",
    serviceSource: "microsoftDefenderForEndpoint",
    title: `Suspicious activity ${number}`,
    severity: "medium",
    status: "new",
    firstActivityDateTime: "2026-11-30T08:00:00Z",
    lastActivityDateTime: "2026-11-30T08:30:00Z",
    lastUpdateDateTime: new Date(startMs - hours * hourMs).toISOString(),
    evidence: [{ deviceDnsName: `srv-${number}.example.test` }],
    ...change,
  };
}

/** An incident with its alerts. */
export function incident(
  id: string,
  hours: number,
  alerts: readonly object[],
  change: object = {},
) {
  const lastUpdateDateTime = new Date(startMs - hours * hourMs).toISOString();
  const incidentWebUrl = `https://security.example.test/incidents/${id}`;
  const head = { id, displayName: `Incident ${id}`, severity: "high", status: "active" };
  return { ...head, incidentWebUrl, lastUpdateDateTime, ...change, alerts };
}

/** All that a test needs. */
export type House = {
  readonly fake: FakeGraph;
  readonly graph: Graph;
  readonly jobs: Jobs;
  readonly store: Awaited<ReturnType<typeof newStore>>;
  readonly given: GraphGiven;
  /** Waits that were asked for, in milliseconds. */
  readonly waits: number[];
  nowMs: number;
  /** Collects and gives the job when it has ended. */
  readonly collect: () => Promise<Job>;
  readonly titles: () => Promise<readonly string[]>;
};

/** Opens it; nothing is connected yet. */
export async function openHouse(): Promise<House> {
  const folder = temporary();
  const fake = await openFakeGraph(folder);
  opened.push(() => fake.close());
  const store = await newStore(folder);
  const errors: unknown[] = [];
  const jobs = jobsOf({ store: store.jobs, log: (_, error) => errors.push(error) });
  const waits: number[] = [];
  const now = (): Instant => instantFromMs(house.nowMs) as Instant;
  const graph = graphOf({
    store,
    jobs,
    policy: { hosts: [fake.host], authorities: fake.authorities },
    now,
    wait: (ms) => Promise.resolve(waits.push(ms)),
  });
  jobs.start();
  opened.push(async () => {
    await jobs.stop();
    expect(errors).toEqual([]);
  });
  const given = {
    tenant: "kommun.example.se",
    client: "program",
    secret: fakeSecret,
    login: fake.origin,
    graph: fake.origin,
    everyMinutes: 15,
  };
  const house: House = {
    fake,
    graph,
    jobs,
    store,
    given,
    waits,
    nowMs: startMs,
    collect: async () => {
      const asked = await graph.collect();
      if (!asked.ok) throw new Error(asked.problem.code);
      const job = await jobs.wait(asked.value.id);
      if (job === null) throw new Error("the job is gone");
      return job;
    },
    titles: async () => (await store.watch.alerts({}, 1_000)).map(({ title }) => title).toSorted(),
  };
  return house;
}

/** Opens it with the fake as its connection. */
export async function openSet(): Promise<House> {
  const house = await openHouse();
  expect((await house.graph.save(house.given, "Astrid Exempel")).ok).toBe(true);
  return house;
}
