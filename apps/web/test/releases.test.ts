/** The page of harm tests, and the mark on what may be secret. */
import type { ReleasesView, ReleaseView } from "@vallgrav/platform/api";
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { releaseRules } from "./fixtures/releases.ts";
import * as scenarios from "./scenarios.ts";
import { expectSound } from "./sound.ts";
import { inspect } from "./visit.ts";

const figures = scenarios.ready("figures");
const may = [...scenarios.user.may, "releases/view", "releases/change"] as const;
const user = { ...scenarios.user, may };

const open: ReleaseView = {
  id: "r1",
  unit: null,
  askedAt: "2026-11-24T08:00:00.000Z",
  asker: "",
  what: "Listan över brister i oktober",
  materials: ["weaknesses"],
  by: "Astrid Påhitt",
  enteredAt: "2026-11-24T08:05:00.000Z",
  decisions: [],
};
const view: ReleasesView = {
  releases: [
    open,
    {
      ...open,
      id: "r2",
      unit: { id: "u1", name: "Omsorgsnämnden" },
      asker: "Redaktionen Påhitt",
      what: "Vad som hände i mars",
      decisions: [
        {
          outcome: "in-part",
          grounds: ["osl-18-8"],
          reason: "Det åtgärdade lämnas ut.",
          decidedBy: "Bertil Påhitt",
          at: "2026-11-24T09:00:00.000Z",
          by: "Astrid Påhitt",
        },
      ],
    },
  ],
  ...releaseRules,
};
const answers = {
  ...figures,
  "GET /session": { state: "signed-in", user },
  "GET /releases": view,
  "POST /releases/municipality": open,
  "POST /releases/municipality/r1": open,
};

describe.skipIf(executable === null)("harm tests", () => {
  const { open: visit, sent } = browsing();
  const mark = "Kan vara sekretess. Menprövas innan det lämnas ut.";

  test("requests and decisions stand on the page and are entered there", async () => {
    const opened = await visit(answers, "/styra/utlamnanden", "En begäran väntar på menprövning.");
    const { page } = opened;
    await expectSound(opened, "releases");
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await inspect(opened)).toEqual([]);
    await page.getByText("inte kontrollerat mot källan").first().waitFor();
    await page.getByLabel("Skäl: vilken skada, eller varför ingen").first().fill("Ingen skada.");
    await page.getByRole("button", { name: "Spara beslutet" }).first().click();
    await page.getByText("Kryssa för det lagrum som hindrar.").waitFor();
    expect(sent()).toEqual([]);
    await page
      .getByLabel(/En lag 18 kap/)
      .first()
      .check();
    await page.getByRole("button", { name: "Spara beslutet" }).first().click();
    await expect.poll(sent).toEqual(["POST /releases/municipality/r1"]);
    await page.getByLabel("Vad begärs?").fill("Planen för nästa år");
    await page.getByRole("button", { name: "Spara begäran" }).click();
    await page.getByText("Kryssa för minst ett slag.").waitFor();
    expect(await inspect(opened)).toEqual([]);
    await page.getByLabel("Brister", { exact: true }).check();
    await page.getByLabel("När kom begäran?").fill("2026-11-24 14:30");
    await page.getByRole("button", { name: "Spara begäran" }).click();
    await expect.poll(sent).toContain("POST /releases/municipality");
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("pages are marked on screen and paper, the own account is not", async () => {
    const opened = await visit(answers, "/styra/utlamnanden", /menprövning/);
    const { page } = opened;
    for (const media of ["screen", "print"] as const) {
      await page.emulateMedia({ media });
      expect([media, await page.getByText(mark).isVisible()]).toEqual([media, true]);
    }
    await opened.close();
    const own = await visit(answers, "/konto", /./);
    expect(await own.page.getByText(mark).count()).toBe(0);
    await own.close();
  });
});
