/** Findings are put in order once for a state of what they are made of. */
import { expect, test } from "vitest";
import { exampleFiles, homeOn, importInto } from "../identify/test/example-files.ts";
import { createProtect } from "../protect/index.ts";
import { smallSize } from "../protect/test/example.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { createFindings } from "./index.ts";

onSqlite((stores) => {
  test("[FN1110] findings are put in order once for a state of what they are made of", async () => {
    const home = homeOn(await stores.open());
    const { store, jobs, identify, clock } = home;
    await importInto(home, exampleFiles());
    const now = () => clock.now();
    const protect = createProtect({ store, identify, jobs, size: smallSize, now });
    const read: string[] = [];
    const load: typeof store.runs.load = async (id) => {
      read.push(id);
      return store.runs.load(id);
    };
    const counted = { ...store, runs: { ...store.runs, load } };
    const findings = createFindings({ store: counted, jobs, identify, protect, now });
    const all = async () => (await findings.all()).findings;

    const before = await all();
    expect(await all()).toBe(before);
    // Impacts come by a job, and what is kept of them is read once.
    expect(
      await findings.compute({ signal: new AbortController().signal, progress: async () => {} }),
    ).toEqual([]);
    const ready = await all();
    expect(ready.some(({ impact }) => (impact?.loss.value ?? 0) < 0)).toBe(true);
    read.splice(0);
    expect(await all()).toBe(ready);
    expect(read).toEqual([]);

    const [, second] = ready;
    if (second === undefined) throw new Error("the example has findings");
    const { id } = second;
    const given = { owner: "Drift 1", due: "2026-12-24" as never };
    const decided = await findings.decide(id, given, "Signe Testsson");
    expect(decided).toMatchObject({ ok: true, finding: { id, owner: "Drift 1" } });
    const owned = await all();
    expect(owned.find((one) => one.id === id)).toMatchObject({ owner: "Drift 1" });
    expect(await all()).toBe(owned);
    const page = { state: "all", owner: null, unit: null, text: "", from: 0, limit: 50 } as const;
    expect((await findings.list(page)).owners).toContain("Drift 1");

    // A day that passes changes what is late, and somebody who sees a part gets that part.
    clock.ms += 40 * 86_400_000;
    const late = await all();
    expect(late.find((one) => one.id === id)).toMatchObject({ isOverdue: true });
    const own = (await findings.all((asset) => asset === second.asset.id)).findings;
    expect(new Set(own.map(({ asset }) => asset.id))).toEqual(new Set([second.asset.id]));
    expect(await all()).toBe(late);
    await jobs.stop();
  });
});
