/** The year below the dials: asked for when opened, entered with a source, withdrawn. */
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { enteredYear, unknownYear } from "./fixtures/yearly.ts";
import { ready, reader } from "./scenarios.ts";
import { expectSound } from "./sound.ts";
import { inspect } from "./visit.ts";

const heading = /samhällsviktig/;
const summary = "Vad kan det kosta på ett år?";

describe.skipIf(executable === null)("the year", () => {
  const { open, sent } = browsing();

  test("nothing is asked before it is opened; how often is entered and withdrawn", async () => {
    let view = unknownYear;
    let asked = 0;
    const answers = {
      ...ready("figures"),
      "GET /yearly": () => {
        asked += 1;
        return view;
      },
      "POST /yearly": () => {
        view = enteredYear;
        return { revision: 3 };
      },
      "POST /yearly/withdraw": () => {
        view = { ...unknownYear, revision: 4 };
        return { revision: 4 };
      },
    };
    const opened = await open(answers, "/", heading);
    const { page } = opened;
    expect(asked).toBe(0);
    await page.getByText(summary).click();
    for (const text of [
      /en gång på 24 år/,
      /1,5 gånger om året/,
      /aldrig, i bara kronor/,
      /0,0055 per kommun och år/,
      /inte kontrollerat mot källan 2026-11-23/,
    ])
      await page.getByText(text).first().waitFor();
    const save = page.getByRole("button", { name: "Spara hur ofta" });
    await save.click();
    await page.getByText("Skriv var uppgiften kommer från.").waitFor();
    const [low, high] = ["Lägst", "Högst"].map((end) =>
      page.getByLabel(`${end} antal försök per år`),
    );
    await low?.fill("2");
    await high?.fill("0,02");
    await page.getByRole("textbox", { name: "Källa" }).fill("Länets riskbedömning 2026");
    await save.click();
    await page.getByText(/Det högsta ska vara/).waitFor();
    expect([sent(), await inspect(opened)]).toEqual([[], []]);
    await low?.fill("0,02");
    await high?.fill("2");
    await save.click();
    await page.getByText(/Om det per år kommer 0,02–2 försök av slaget/).waitFor();
    for (const text of [/^4,8.Mkr$/, /^180.tkr – 18.Mkr$/, /^21.Mkr$/, /^96.%$/])
      await page.getByText(text).first().waitFor();
    await expectSound(opened, "year-entered");
    await page.getByText("Vad som har förts in, 2 gånger").click();
    await page.getByText(/Återkallat av Bo Påhitt 2026-11-24/).waitFor();
    await page.getByRole("button", { name: "Återkalla hur ofta" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Återkalla" }).click();
    await page.getByRole("heading", { name: "För in hur ofta" }).waitFor();
    expect([sent(), opened.faults]).toEqual([["POST /yearly", "POST /yearly/withdraw"], []]);
    await opened.close();
  });

  test("where little is known it speaks in words; who may only read has no form", async () => {
    const answers = {
      ...ready("words"),
      "GET /session": reader["GET /session"],
      "GET /yearly": enteredYear,
    };
    const opened = await open(answers, "/", heading);
    const { page } = opened;
    await page.getByText(summary).click();
    for (const text of [/ungefär en gång på tio år/, /^miljoner kronor$/, /^de flesta$/])
      await page.getByText(text).first().waitFor();
    const year = await page.locator(".yearly").innerText();
    expect(year).not.toMatch(/Mkr|tkr|gånger om året|78/);
    expect(await page.getByRole("button", { name: /hur ofta/ }).count()).toBe(0);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });
});
