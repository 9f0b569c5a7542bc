/** Plans on terms of their own, asked for by a page. */
import { expect, test } from "vitest";
import type { PlanTerms } from "../api/index.ts";
import { exampleFiles, homeOn, importInto } from "../identify/test/example-files.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { createProtect } from "./index.ts";
import { smallSize } from "./test/example.ts";

const size = { ...smallSize, outer: 4, threads: 2 };
const terms: PlanTerms = {
  yearlySek: 40_000,
  hoursByRole: null,
  objective: "mean",
  yearlyPayer: "Kommunstyrelsen",
};

onSqlite((stores) => {
  test("[PR521] one job computes a plan on terms; it is found again whoever pays", async () => {
    const home = homeOn(await stores.open());
    const { store, identify, jobs, clock } = home;
    const protect = createProtect({ store, identify, jobs, size, now: () => clock.now() });
    expect(await protect.askPlan(500_000, terms)).toMatchObject({
      ok: false,
      problems: [{ code: "protect/no-model" }],
    });
    await importInto(home, exampleFiles());
    const [first, second] = [
      await protect.askPlan(500_000, terms),
      await protect.askPlan(500_000, { ...terms, yearlyPayer: "Tekniska nämnden" }),
    ];
    if (!first.ok || first.state.state !== "computing") throw new Error("it is being computed");
    expect(second).toMatchObject({ state: { job: { id: first.state.job.id } } });
    const job = await home.jobs.wait(first.state.job.id);
    expect(job).toMatchObject({ state: "done", problems: [] });
    const found = await protect.askPlan(500_000, terms);
    if (!found.ok || found.state.state !== "ready") throw new Error("it is kept");
    const { plan } = found.state;
    expect(plan.terms).toEqual(terms);
    expect(plan.yearlySek).toBeLessThanOrEqual(40_000);
    const other = await protect.askPlan(500_000, { ...terms, yearlyPayer: null });
    expect(other).toMatchObject({
      state: { state: "ready", plan: { run: plan.run, terms: { yearlyPayer: null } } },
    });
    expect(await protect.plan(500_000, terms)).toEqual({ ok: true, report: plan });
    // Switched by hand it stands beside the plan of its own terms, and of no other.
    const switched = { budgetSek: 500_000, with: [], without: [plan.measures[0]?.id ?? ""] };
    expect(await protect.askWhatIf(switched)).toBeNull();
    expect(await protect.askWhatIf({ ...switched, terms })).toMatchObject({ ok: true });
    await home.jobs.stop();
  });
});
