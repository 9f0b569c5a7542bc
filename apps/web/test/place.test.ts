/** The page of where Vallgrav itself lies. */
import type { OwnPlaceView } from "@vallgrav/platform/api";
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import * as scenarios from "./scenarios.ts";
import { expectSound } from "./sound.ts";
import { inspect } from "./visit.ts";

const view: OwnPlaceView = {
  host: "srv-vallgrav",
  joined: "kommun.example.se",
  inDirectory: true,
  copies: [{ name: "NAS i källaren", place: "inside" }],
  by: "Astrid Påhitt",
  at: "2026-11-24T08:00:00.000Z",
  lastCopyAt: null,
  warnings: ["joined", "copies-inside", "old-copy"],
  connections: ["OpenID Connect (https://id.kommunen.test)"],
};
const answers = {
  ...scenarios.ready("figures"),
  "GET /place": view,
  "POST /place": { ...view, warnings: [] },
};

describe.skipIf(executable === null)("Vallgrav itself", () => {
  const { open, sent } = browsing();

  test("what would fall with the domain stands first, and copies are told there", async () => {
    const opened = await open(
      answers,
      "/styra/vallgrav",
      "3 saker behöver ordnas för att Vallgrav ska klara sig om domänen faller.",
    );
    const { page } = opened;
    await expectSound(opened, "place");
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await inspect(opened)).toEqual([]);
    await page.getByText("Den hör till en domän: kommun.example.se.").waitFor();
    await page.getByText("OpenID Connect (https://id.kommunen.test)").waitFor();
    await page.getByLabel("Vad kallas den?").fill("Stickan i kassaskåpet");
    await page.getByRole("button", { name: "Lägg till", exact: true }).click();
    await expect.poll(sent).toEqual(["POST /place"]);
    await page.getByRole("button", { name: "Ta bort NAS i källaren" }).click();
    await expect.poll(() => sent().length).toBe(2);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });
});
