/** The catalogue of measures: what is searched for is found in either language. */
import { describe, expect, test } from "vitest";
import { areas, chooseMeasures, everyMeasure } from "../src/protect/measure-choice.ts";
import { browsing, executable } from "./browsing.ts";
import { measures } from "./fixtures/facts.ts";
import { ready } from "./scenarios.ts";
import { inspect, sidewaysScroll } from "./visit.ts";

/** Ids of the measures that fit. */
function ids(
  choice: Partial<typeof everyMeasure>,
  chosen: ReadonlySet<string> | null = null,
): readonly string[] {
  return chooseMeasures(measures, { ...everyMeasure, ...choice }, chosen).map(({ id }) => id);
}

describe("choosing among measures", () => {
  test("every word must stand somewhere, in either language and in any letters", () => {
    expect(ids({ text: "  " })).toEqual(["offline-copy", "laps"]);
    expect(ids({ text: "LÖSENORD dator" })).toEqual(["laps"]);
    expect(ids({ text: "lösenord".normalize("NFD") })).toEqual(["laps"]);
    expect(ids({ text: "backup kvartal" })).toEqual(["offline-copy"]);
    expect(ids({ text: "password quarter" })).toEqual([]);
  });

  test("areas part the catalogue, and one's own measures are an area", () => {
    expect(ids({ area: "recover" })).toEqual(["offline-copy"]);
    expect(ids({ area: "own" })).toEqual([]);
    expect(areas.flatMap((area) => ids({ area })).toSorted()).toEqual(ids({}).toSorted());
    const [first] = measures;
    if (first === undefined) throw new Error("the fixture has measures");
    const own = [{ ...first, area: null }];
    expect(chooseMeasures(own, { ...everyMeasure, area: "own" }, null)).toEqual(own);
  });

  test("what the plan takes, may take and may not take", () => {
    expect(ids({ standing: "planned" })).toEqual(["offline-copy"]);
    expect(ids({ standing: "notPlanned" })).toEqual(["laps"]);
    expect(ids({ standing: "chosen" }, new Set(["offline-copy"]))).toEqual(["offline-copy"]);
    expect(ids({ standing: "chosen" })).toEqual([]);
  });
});

describe.skipIf(executable === null)("in a browser", () => {
  const { open } = browsing();

  test("the list follows what is typed and chosen, and says how much it shows", async () => {
    const opened = await open(ready("figures"), "/skydda/atgarder", /^2 åtgärder/u);
    const { page } = opened;
    const rows = page.locator("tbody tr");
    await page.getByRole("searchbox", { name: "Sök" }).fill("password");
    await page.getByText("Visar 1 av 2.").waitFor();
    expect(await rows.count()).toBe(1);
    await page.getByRole("combobox", { name: "Område" }).selectOption("recover");
    await page.getByText("Ingen åtgärd passar.").waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 360, height: 800 });
      expect(await inspect(opened)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    }
    await page.getByRole("button", { name: "Visa alla" }).click();
    await rows.nth(1).waitFor();
    expect(await page.getByRole("searchbox", { name: "Sök" }).inputValue()).toBe("");
    expect(opened.faults).toEqual([]);
    await opened.close();
  });
});
