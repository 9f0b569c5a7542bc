/** The page of reality: what happened is entered, held against the runs, and taken away. */
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { tried, untried } from "./fixtures/reality.ts";
import { ready, reader } from "./scenarios.ts";
import { expectSound } from "./sound.ts";
import { inspect } from "./visit.ts";

const path = "/lage/verkligheten";

describe.skipIf(executable === null)("reality", () => {
  const { open, sent, site } = browsing();

  test("what was tried stands beside what was expected, and misses are told first", async () => {
    const answers = { ...ready("figures"), "GET /reality": tried };
    const opened = await open(answers, path, "Vallgrav hade fel om 2 av 3 saker ni har prövat.");
    const { page } = opened;
    await expectSound(opened, "reality");
    for (const text of [
      /1,4 gånger bredare/,
      /Från ett vanligt konto, mot hela katalogen. Nåddes efter 12\stimmar\./,
      /1,2\sdagar till aldrig inom ett år, mitten 4,6\sdagar/,
      /96 av 1.200 följde betet \(8.%\)/,
      /Räknar från och med nu med 8.%/,
      /Flyttade läget: håller 31.% före, 28.% efter; 410 timmar/,
      /Också andra uppgifter har ändrats/,
      /okontrollerat 2026-11-23/,
    ])
      await page.getByText(text).first().waitFor();
    await opened.close();
  });

  test("the first page says that misses made wider what it shows", async () => {
    const answers = { ...ready("figures"), "GET /reality": tried };
    const opened = await open(answers, "/", /^Om en utpressningsgrupp/);
    await opened.page.getByText(/Missarna gör osäkerheten .* 1,4 gånger bredare/).waitFor();
    expect(await inspect(opened)).toEqual([]);
    await opened.close();
  });

  test("an exercise is entered; what cannot be read is said before it is sent", async () => {
    let view = untried;
    const answers = {
      ...ready("figures"),
      "GET /reality": () => view,
      "POST /reality": () => {
        view = tried;
        return { id: "c2" };
      },
    };
    const opened = await open(answers, path, "Inget av det här är prövat mot er verklighet än.");
    const { page } = opened;
    await expectSound(opened, "reality-none");
    const save = page.getByRole("button", { name: "Jämför och spara" });
    await save.click();
    await page.getByText("Skriv dagen som ÅÅÅÅ-MM-DD.").waitFor();
    expect([sent(), await inspect(opened)]).toEqual([[], []]);
    await page.getByLabel("Vad var det?").selectOption("phishing-exercise");
    await page.getByLabel("Utskickade beten").fill("1 200");
    await page.getByLabel("Som följde betet").fill("9,5");
    await page.getByRole("textbox", { name: "Dag" }).fill("2026-09-15");
    await page.getByRole("textbox", { name: "Källa" }).fill("Övningen i september");
    await save.click();
    await page.getByText("Ange ett tal.").waitFor();
    expect(sent()).toEqual([]);
    await page.getByLabel("Som följde betet").fill("96");
    await save.click();
    await page.getByText("Sparat. Läget räknas om med det.").waitFor();
    await page.getByRole("heading", { level: 1, name: /fel om 2 av 3/ }).waitFor();
    expect([sent(), opened.faults]).toEqual([["POST /reality"], []]);
    await opened.close();
  });

  test("an entry is taken away after a question; a refusal says what to correct", async () => {
    let view = tried;
    const answers = {
      ...ready("figures"),
      "GET /reality": () => view,
      "POST /reality": { status: 422, code: "protect/cannot-be-entered" },
      "POST /reality/c1/withdraw": () => {
        view = untried;
        return { id: "c1" };
      },
    };
    const opened = await open(answers, path, /fel om 2 av 3/);
    const { page } = opened;
    await page.getByRole("button", { name: "Ta bort Intrångstest 2026-10-01" }).click();
    await page.getByRole("dialog", { name: "Ta bort det som förts in?" }).waitFor();
    expect(await inspect(opened)).toEqual([]);
    await page.getByRole("button", { name: "Behåll" }).click();
    expect(sent()).toEqual([]);
    await page.getByRole("button", { name: "Ta bort Intrångstest 2026-10-01" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Ta bort" }).click();
    await page.getByRole("heading", { level: 1, name: /Inget av det här/ }).waitFor();
    expect(site().changes).toEqual([{ what: "POST /reality/c1/withdraw", hasHeader: true }]);
    await opened.close();
  });

  test("who may only read sees the checks and no form", async () => {
    const answers = {
      ...ready("figures"),
      "GET /session": reader["GET /session"],
      "GET /reality": tried,
    };
    const opened = await open(answers, path, /fel om 2 av 3/);
    const { page } = opened;
    expect(await page.getByRole("button", { name: "Jämför och spara" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: /^Ta bort/ }).count()).toBe(0);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });
});
