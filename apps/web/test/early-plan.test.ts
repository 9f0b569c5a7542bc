/** A plan on a part of the planning runs, on the first page and on that of the plan. */
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { curve, earlyPlan, planAt, planned } from "./fixtures/plan.ts";
import { first, firstPlan, ready } from "./scenarios.ts";
import type { Answers } from "./site.ts";
import { expectSound } from "./sound.ts";

/** The same, on all of them by now. */
const onAll: Answers = {
  ...firstPlan,
  "GET /position": {
    ...(first["GET /position"] as object),
    early: { ...earlyPlan, runs: 200, gap: 0.081 },
  },
};

describe.skipIf(executable === null)("a plan under way", () => {
  const { open } = browsing();

  test("the first page shows the first plan with its gap and runs below the dials", async () => {
    const opened = await open(firstPlan, "/", /^Om en utpressningsgrupp/);
    const { page } = opened;
    await page.getByRole("heading", { name: "Första planen, förfinas" }).waitFor();
    await page
      .getByText(/Inom 1\s200\s000\skr: 2 åtgärder för 560\s000\skr\. Vald på 8 av 200/)
      .waitFor();
    await page.getByText(/återstår 41\s% av dagens skada, och minst 73\s% av den/).waitFor();
    expect(await page.getByRole("row").filter({ hasText: "Oåtkomlig kopia" }).count()).toBe(1);
    await page.getByLabel("Språk").selectOption("en");
    await page.getByRole("heading", { name: "The first plan, being refined" }).waitFor();
    await page.getByText(/Chosen on 8 of 200 played campaigns/).waitFor();
    await page.getByLabel("Language").selectOption("sv");
    await page.getByRole("heading", { name: "Första planen, förfinas" }).waitFor();
    await expectSound(opened, "first-plan");
    await opened.close();
  });

  test("so does the page of the plan; on all runs it says that the search goes on", async () => {
    const opened = await open(firstPlan, "/skydda/plan", "Plan");
    await opened.page.getByText("Under tiden står här den bästa hittills.").waitFor();
    await opened.page.getByRole("heading", { name: "Första planen, förfinas" }).waitFor();
    await expectSound(opened, "plan-first-plan");
    await opened.close();
    const later = await open(onAll, "/skydda/plan", "Plan");
    await later.page.getByRole("heading", { name: "Planen, söks vidare" }).waitFor();
    await later.page.getByText(/Vald på alla 200 genomspelade angrepp/).waitFor();
    await later.page.getByText(/minst 91\s% av den minskning/).waitFor();
    await later.close();
  });

  test("the plan says on how many runs there was one before it", async () => {
    const plan = { ...planAt(1_200_000), early: [earlyPlan, { ...earlyPlan, runs: 200 }] };
    const position = { state: "ready", plan, curve, stale: false };
    const answers = { ...ready("figures"), "GET /measures": planned, "GET /position": position };
    const opened = await open(answers, "/skydda/plan", /^Planen för/);
    await opened.page.getByText("Så långt kom sökningen").click();
    const said = opened.page.getByText(/En plan fanns redan på \d+ av 200 genomspelade angrepp/);
    await said.first().waitFor();
    expect(await said.allInnerTexts()).toEqual([expect.stringMatching(/på 8 av .*högst 26\s%/)]);
    await expectSound(opened, "plan-early");
    await opened.close();
  });
});
