/** What was read in, in a real browser: long names of files leave room for what can be done. */
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { status } from "./fixtures/facts.ts";
import { ready } from "./scenarios.ts";

// That a browser is there where one is required is asserted in pages.test.ts.
describe.skipIf(executable === null)("what was read in", () => {
  const { open } = browsing();

  test("long names of files leave the button of their row in a window of 1280 pixels", async () => {
    const name = "20261101080000_enterprisecas.json";
    const evidence = status.evidence.map((one) => ({ ...one, name }));
    const answers = { ...ready("figures"), "GET /status": { ...status, evidence } };
    const opened = await open(answers, "/kanna", /^Vi känner/, {
      viewport: { width: 1280, height: 950 },
    });
    const region = opened.page.getByRole("region", { name: /^Inlästa källor/u });
    const beyond = await opened.page.evaluate<number>(
      `((one) => one.scrollWidth - one.clientWidth)(
        document.querySelector('.scroll-region[aria-label^="Inlästa källor"]'))`,
    );
    expect(beyond).toBe(0);
    const [cell] = await region.getByRole("rowheader").allTextContents();
    expect([cell, opened.faults]).toEqual([name, []]);
    await opened.close();
  });
});
