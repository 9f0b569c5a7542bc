/** Findings are gathered in turns with others, once for all who ask. */
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { exampleFiles, homeOn, importInto } from "../identify/test/example-files.ts";
import { exampleModel } from "../protect/test/example.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { findingSteps, gatherFindings } from "./gather.ts";
import { createFindings } from "./index.ts";

test("[FN890] findings gathered in steps are those gathered at once", () => {
  const { model, asOf } = exampleModel();
  const known = { asOf, exploited: () => null };
  const steps = findingSteps(model, known);
  let turns = 0;
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      expect(step.value).toEqual(gatherFindings(model, known));
      break;
    }
    turns += 1;
  }
  expect(turns).toBeGreaterThan(model.assets.length / 200);
});

onSqlite((stores) => {
  test("[FN890] however many ask meanwhile, they are gathered once", async () => {
    const home = homeOn(await stores.open());
    await importInto(home, exampleFiles());
    let [looked, generation] = [0, 1];
    const { store, jobs, identify, clock } = home;
    const findings = createFindings({
      store,
      jobs,
      identify,
      now: (): Instant => clock.now(),
      protect: {
        impacts: async () => ({ ok: false, problems: [] }),
        impactsOf: async () => null,
        storedPlan: async () => null,
      },
      advisories: {
        generation: async () => generation,
        matches: async () => {
          looked += 1;
          return null;
        },
      },
    });
    const [one, other] = await Promise.all([findings.all(), findings.all()]);
    expect(one.findings.length).toBeGreaterThan(5);
    expect(other.findings).toEqual(one.findings);
    expect((await findings.all()).findings).toEqual(one.findings);
    expect(looked).toBe(1);
    generation = 2;
    await findings.all();
    expect(looked).toBe(2);
    await home.jobs.stop();
  });
});
