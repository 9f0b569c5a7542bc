/** The pages of own domains in a real browser: compared, opened, mended, scheduled, accessible. */
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { domainsView, domainView } from "./fixtures/domains.ts";
import { planJob } from "./fixtures/facts.ts";
import * as scenarios from "./scenarios.ts";
import type { Answers } from "./site.ts";
import { expectSound } from "./sound.ts";
import { inspect, shoot } from "./visit.ts";

const job = { ...planJob, kind: "domains", counts: { probes: 412 } };
const officer = { ...scenarios.user, may: [...scenarios.user.may, "clearances/change"] };
const own = "/domains/exempelkommunen.example";
const answers: Answers = {
  ...scenarios.ready("figures"),
  "GET /session": { state: "signed-in", user: officer },
  "GET /domains": domainsView,
  [`GET ${own}`]: domainView,
  "POST /domains/check": job,
  "POST /domains/schedule": domainsView.schedule,
  [`POST ${own}/expiry`]: { domain: "exempelkommunen.example", day: "2027-03-02" },
  "POST /clearances": {},
};
const busy: Answers = { ...answers, "GET /domains": { ...domainsView, job } };
const empty: Answers = { ...answers, "GET /domains": { ...domainsView, domains: [] } };
const reader: Answers = { ...answers, "GET /session": scenarios.empty["GET /session"] };

describe.skipIf(executable === null)("domains", () => {
  const { open, sent } = browsing();
  const first =
    "3 egna domäner; 1 har något underkänt. " +
    "Först: certifikatet för mx.exempelkommunen.example gäller till 2026-12-24.";
  const page = "/skydda/domaner/exempelkommunen%2Eexample";

  test("own domains stand beside each other, with what breaks first", async () => {
    const opened = await open(answers, "/skydda/domaner", first);
    await expectSound(opened, "domains");
    await opened.page.setViewportSize({ width: 1320, height: 950 });
    const rows = await opened.page.locator("table tbody tr").allInnerTexts();
    expect(
      rows.map((row) =>
        row
          .split("\t")
          .map((cell) => cell.trim())
          .slice(0, 3),
      ),
    ).toEqual([
      ["exempelkommunen.example", "81–93 av 100", "86 av 100"],
      [expect.stringContaining("overformyndarnamndens") as string, "", ""],
      ["gammal.example", "", ""],
    ]);
    expect(rows[2]).toContain("fick granskas till 2026-10-01");
    await opened.page.getByRole("button", { name: "Granska alla nu" }).click();
    await expect.poll(sent).toEqual(["POST /domains/check"]);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("a domain is named and the schedule is set", async () => {
    const opened = await open(answers, "/skydda/domaner", first);
    await opened.page.getByLabel("Domän", { exact: true }).fill("ny.example");
    await opened.page.getByLabel("Får granskas till och med").fill("2027-06-30");
    await opened.page.getByRole("button", { name: "Ange domänen" }).click();
    await expect.poll(sent).toEqual(["POST /clearances"]);
    await opened.page.getByLabel("Hur ofta?").selectOption("30");
    await opened.page.getByRole("button", { name: "Spara" }).click();
    await expect.poll(sent).toEqual(["POST /clearances", "POST /domains/schedule"]);
    await opened.close();
  });

  test("a domain opens with what failed, how it is mended, and how it has been", async () => {
    const opened = await open(answers, page, "exempelkommunen.example: 4 underkända.");
    await expectSound(opened, "domain");
    await opened.page.setViewportSize({ width: 1320, height: 950 });
    const text = await opened.page.locator("main").innerText();
    for (const part of [
      "+10 sedan förra gången",
      "begär ingenting av mottagarna",
      "p=reject",
      "DNSSEC-signaturerna för exempelkommunen.example gäller till 2026-12-08.",
      "Registreringen av exempelkommunen.example gäller till 2027-03-01.",
      "mx.leverantoren.example är inte angiven",
      "intern.exempelkommunen.example 10.1.2.3 är ingen adress",
      "Vallgrav: från 53–55 av 100 till 79–93 av 100.",
    ])
      expect(text).toContain(part);
    for (const summary of await opened.page.locator("main summary").all()) await summary.click();
    expect(await inspect(opened)).toEqual([]);
    await opened.page.getByRole("button", { name: /^Kopiera: DMARC/ }).click();
    await opened.page.getByLabel("Sista dagen").fill("2027-03-02");
    await opened.page.getByRole("button", { name: "Spara" }).click();
    await expect.poll(sent).toEqual([`POST ${own}/expiry`]);
    await opened.page.emulateMedia({ media: "print" });
    await shoot(opened.page, "domain-print");
    expect(await opened.page.getByLabel("Sista dagen").isVisible()).toBe(false);
    expect(await opened.page.getByText("p=reject").isVisible()).toBe(true);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("work under way is shown, nothing named is said, readers change nothing", async () => {
    const looking = await open(busy, "/skydda/domaner", first);
    expect(await looking.page.locator("main").innerText()).toContain("412 frågor och anslutningar");
    expect(await looking.page.getByRole("button", { name: "Granska alla nu" }).count()).toBe(0);
    await looking.close();
    const none = await open(empty, "/skydda/domaner", "Ingen domän är angiven som kommunens egen.");
    await expectSound(none, "domains-empty");
    await none.close();
    const reading = await open(reader, "/skydda/domaner", first);
    expect(await reading.page.getByRole("button", { name: "Ange domänen" }).count()).toBe(0);
    await reading.close();
  });
});
