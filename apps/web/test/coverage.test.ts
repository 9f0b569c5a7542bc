/** How far the sources reach, in a real browser: who misses what, and what has grown old. */
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { ready } from "./scenarios.ts";
import { expectSound } from "./sound.ts";

// That a browser is there where one is required is asserted in pages.test.ts.
describe.skipIf(executable === null)("coverage", () => {
  const { open } = browsing();

  test("a source's misses are opened, and what has grown old is named", async () => {
    const opened = await open(ready("figures"), "/kanna", /^Vi känner/);
    const { page } = opened;
    await page.getByText("Systemförteckningen, senast 2025-03-01").waitFor();
    await page.getByText("Vad varje källa ser och missar").click();
    const seen = page.getByRole("table", { name: "Vad varje källa ser och missar" });
    await seen.waitFor();
    expect(await seen.locator("tbody tr").count()).toBe(2);
    expect(await seen.locator("tbody tr").first().innerText()).toMatch(/2\s870\s+1\s670\s+40/u);
    await seen
      .getByRole("button", { name: /^Visa vad/ })
      .first()
      .click();
    await page.getByRole("link", { name: "skrivare-receptionen" }).waitFor();
    await expectSound(opened, "coverage");
    await page.getByLabel("Visa", { exact: true }).selectOption("account");
    await page.getByRole("link", { name: "skrivare-receptionen" }).waitFor({ state: "detached" });
    await opened.close();
  });
});
