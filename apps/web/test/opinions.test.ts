/** The page of opinions, and what stands before the first files leave the browser. */
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import * as scenarios from "./scenarios.ts";
import { expectSound } from "./sound.ts";
import { inspect } from "./visit.ts";

const figures = scenarios.ready("figures");
const unheard = { ...figures, "GET /opinions": scenarios.unheard };
const officer = { ...scenarios.user, role: "security-officer" } as const;
const file = { name: "a.zip", mimeType: "application/zip", buffer: Buffer.from("påhittat") };

describe.skipIf(executable === null)("opinions", () => {
  const { open, sent } = browsing();

  test("each is asked, has a draft to copy, and is answered on the page", async () => {
    const opened = await open(
      unheard,
      "/styra/yttranden",
      "2 ska höras innan kommunens egna uppgifter läses in.",
    );
    const { page } = opened;
    await expectSound(opened, "opinions");
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await inspect(opened)).toEqual([]);
    await page.getByText("# Yttrande om aggregering").first().waitFor();
    await page.getByLabel("Vem har yttrat sig?").last().fill("Arkivarie Påhitt");
    await page.getByRole("button", { name: "Spara svaret" }).last().click();
    await expect.poll(sent).toEqual(["POST /opinions/archive"]);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("files wait until somebody is heard, or an administrator says why not", async () => {
    const opened = await open(unheard, "/kanna", /^Vi känner /);
    const { page } = opened;
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("dialog", { name: "Några ska höras först" }).waitFor();
    expect([await inspect(opened), sent()]).toEqual([[], []]);
    await page.getByRole("button", { name: "Läs in ändå" }).click();
    await page.getByText("Välj eller skriv varför.").waitFor();
    expect(sent()).toEqual([]);
    // One's own reason has its place too, and nothing has to be typed for a ready one.
    const reason = page.getByLabel("De kommer senare, därför att");
    await reason.selectOption("other");
    await page.getByText("Välj eller skriv varför.").waitFor();
    expect(await inspect(opened)).toEqual([]);
    await reason.selectOption("asked");
    await page.getByRole("button", { name: "Läs in ändå" }).click();
    await expect
      .poll(sent)
      .toEqual(["POST /opinions/security-protection", "POST /opinions/archive", "POST /imports"]);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("who is no administrator is told whom to ask, and closing sends nothing", async () => {
    const answers = { ...unheard, "GET /session": { state: "signed-in", user: officer } };
    const opened = await open(answers, "/kanna", /^Vi känner /);
    const { page } = opened;
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByText(/be en administratör föra in varför/).waitFor();
    expect(await page.getByRole("button", { name: "Läs in ändå" }).count()).toBe(0);
    await page.keyboard.press("Escape");
    expect([sent(), opened.faults]).toEqual([[], []]);
    await opened.close();
  });
});
