/** Clocks that go wrong, and lines in any order: correlations go on. */
import { expect, test } from "vitest";
import { line, newStore, newWatch, startMs, temporary } from "./test/lines.ts";
import type { ReceivedLine } from "./spool-format.ts";

async function told(lines: readonly ReceivedLine[]): Promise<readonly string[]> {
  const folder = temporary();
  const store = await newStore(folder);
  const watch = await newWatch(folder, store);
  await watch.take(lines);
  await watch.settled();
  const alerts = await store.watch.alerts({}, 10);
  return alerts.map(({ title, count }) => `${title} ${count}`).toSorted();
}

const at = (second: number) => line(`Failed password ${second}`, { at: second });
const end = line("Accepted password", { at: 100 });
const three = ["Failed password 3", "Many failed passwords 1"];
/** Seconds of three years. */
const far = 94_608_000;

test("[DT46] an event of a time to come does not make all after it too late", async () => {
  const ahead = line("Failed password ahead", { at: far, receivedMs: startMs + 1_000 });
  const all = await told([ahead, at(0), at(1), at(2), line("Failed password", { at: 100 })]);
  expect(all).toContain("Many failed passwords 1");
});

test("[DT46] when our clock was ahead and is set back, correlations begin anew", async () => {
  const all = await told([at(far), at(0), at(1), at(2), line("Failed password", { at: 100 })]);
  expect(all).toContain("Many failed passwords 1");
});

test("[DT46] in whatever order lines come within a minute, the alerts are the same", async () => {
  const lines = [at(0), at(20), at(40)];
  const last = { ...end, receivedMs: startMs + 200_000 };
  for (const [a, b, c] of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ] as const) {
    const shuffled = [a, b, c].map((place) => ({
      ...(lines[place] ?? at(0)),
      receivedMs: startMs + 41_000,
    }));
    const closing = line("Failed password", { at: 300 });
    const all = await told([...shuffled, last, closing]);
    expect(all).toEqual(["Failed password 4", three[1]]);
  }
});

test("[DT52] old events that come again join their alert, and the watch goes on", async () => {
  const folder = temporary();
  const store = await newStore(folder);
  const failures: string[] = [];
  const watch = await newWatch(folder, store, { failures });
  const day = 86_400;
  const old = (second: number) =>
    line(`Failed password ${second}`, { at: second, receivedMs: startMs });
  for (const second of [
    0,
    -40 * day,
    -40 * day,
    -40 * day + 5,
    -80 * day,
    1,
    -40 * day,
    -80 * day,
  ]) {
    await watch.take([old(second)]);
    await watch.settled();
  }
  const alerts = (await store.watch.alerts({}, 10)).filter(
    ({ title }) => title === "Failed password",
  );
  expect(alerts.map(({ count }) => count)).toEqual([2, 4, 2]);
  expect(failures).toEqual([]);
});
