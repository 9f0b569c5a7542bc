/** Plans changed by hand as jobs. */
import { expect, test } from "vitest";
import { exampleFiles, homeOn, importInto } from "../identify/test/example-files.ts";
import { onSqlite } from "../storage/test/contract.ts";
import type { PlanReport } from "../api/index.ts";
import { createProtect } from "./index.ts";
import { smallSize } from "./test/example.ts";

const size = { ...smallSize, outer: 4, threads: 1 };

onSqlite((stores) => {
  test("[PR250] a plan changed by hand is played once, by a job, and kept", async () => {
    const home = homeOn(await stores.open());
    const { store, identify, jobs, clock } = home;
    const protect = createProtect({ store, identify, jobs, size, now: () => clock.now() });
    const budgetSek = 600_000;
    expect(await protect.askWhatIf({ budgetSek, with: [], without: [] })).toBeNull();
    await importInto(home, exampleFiles());
    const position = await protect.position();
    if (position.state !== "computing") throw new Error(position.state);
    await jobs.wait(position.job.id);
    const plan = (await protect.storedPlan(budgetSek)) as PlanReport;
    const asked = { budgetSek, with: [], without: plan.measures.map(({ id }) => id) };

    const first = await protect.askWhatIf(asked);
    const again = await protect.askWhatIf({ ...asked, without: asked.without.toReversed() });
    if (first?.ok !== true || first.state.state !== "computing") throw new Error("no job");
    expect(again).toMatchObject({ state: { job: { id: first.state.job.id } } });
    const { id } = first.state.job;
    expect(await jobs.wait(id)).toMatchObject({ state: "done", done: 4, total: 4 });

    const ready = await protect.askWhatIf(asked);
    if (ready?.ok !== true || ready.state.state !== "ready") throw new Error("not ready");
    expect(ready.state.whatIf).toMatchObject({ costSek: 0, dials: plan.before });
    expect(await protect.whatIf(asked)).toEqual({ ok: true, whatIf: ready.state.whatIf });

    const other = { budgetSek, with: ["decoys"], without: [] };
    const cancelled = await protect.askWhatIf(other);
    if (cancelled?.ok !== true || cancelled.state.state !== "computing") throw new Error("no job");
    await jobs.cancel(cancelled.state.job.id);
    expect(await jobs.wait(cancelled.state.job.id)).toMatchObject({ state: "cancelled" });
    expect((await protect.askWhatIf(other))?.ok).toBe(true);

    const wrong = await protect.askWhatIf({ budgetSek, with: ["no-such"], without: [] });
    expect(wrong).toMatchObject({ ok: false, problems: [{ code: "protect/unknown-measure" }] });
    expect(home.logged).toEqual([]);
    await jobs.stop();
  });
});
