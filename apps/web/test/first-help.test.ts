/** What is done first in an incident, who must be told by when, and pages that lead on. */
import type { RegisterView } from "@vallgrav/platform/api";
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import * as scenarios from "./scenarios.ts";
import { expectSound } from "./sound.ts";

const figures = scenarios.ready("figures");
const path = "/hantera";
const heading = "Händer det något just nu? Börja här.";
const duty = {
  who: "Driftjouren",
  reach: "070-174 06 05",
  by: "Astrid Påhitt",
  at: "2026-11-24T08:00:00.000Z",
};
const inSweden = { timezoneId: "Europe/Stockholm" };

function registerWith(states: readonly ("late" | "open")[]): RegisterView {
  const duties = states.map((state) => ({ state }));
  return {
    unit: { id: "u1", name: "Omsorgsnämnden", authority: "committee", also: [] },
    entries: [],
    cases: [{ id: "c1", what: "Påhittat", knownAt: duty.at, by: duty.by, duties }],
  } as unknown as RegisterView;
}

describe.skipIf(executable === null)("first help", () => {
  const { open, sent } = browsing();

  test("whom to call is named, and every deadline runs from the moment entered", async () => {
    const answers = { ...figures, "GET /watch/duty": { duty } };
    const opened = await open(answers, path, heading, inSweden);
    const { page } = opened;
    await page.getByText("Ring Driftjouren: 070-174 06 05.").waitFor();
    const row = (name: string): Promise<string> =>
      page.getByRole("row", { name: new RegExp(`^${name}`, "u") }).innerText();
    // The night when clocks are put back: hours are hours all the same.
    await page.getByLabel("När fick kommunen veta?").fill("2026-10-24 02:30");
    const due = async (name: string): Promise<string | undefined> =>
      /\d{4}-\d{2}-\d{2}\s\d{2}:\d{2}/u.exec(await row(name))?.[0].replace("\u00A0", " ");
    expect(await due("Tidig varning")).toBe("2026-10-25 02:30");
    expect(await due("Incidentanmälan")).toBe("2026-10-27 01:30");
    expect(await due("Personuppgiftsincident")).toBe("2026-10-27 01:30");
    expect(await due("Slutrapport")).toBe("2026-11-27 01:30");
    expect(await row("Anmälan till Säkerhetspolisen")).toContain("utan dröjsmål");
    expect(await row("Tidig varning")).toContain("inte kontrollerat mot källan");
    await expectSound(opened, "first-help");
    expect(sent()).toEqual([]);
    await opened.close();
  });

  test("no moment is told so, and nothing is counted from it", async () => {
    const opened = await open(figures, path, heading);
    const { page } = opened;
    expect(await page.getByRole("table").count()).toBe(1);
    await page.getByLabel("När fick kommunen veta?").fill("i natt");
    await page.getByText("Skriv datum och klockslag så:").waitFor();
    expect(await page.getByRole("table").count()).toBe(0);
    await opened.close();
  });

  test("where nobody acts at night it is said, with where to say who does", async () => {
    const opened = await open(figures, path, heading);
    await opened.page.getByText(/för ingen har svarat på det/).waitFor();
    await opened.page.getByRole("link", { name: "Svara på vem det är" }).click();
    await opened.page.getByRole("heading", { level: 1, name: "Inga larm väntar." }).waitFor();
    await opened.close();
    const none = { ...figures, "GET /watch/duty": { duty: { ...duty, who: null, reach: "" } } };
    const told = await open(none, path, heading);
    await told.page.getByText(/agerar ingen på kvällar och helger/).waitFor();
    await told.close();
    // Who may not see whether anybody acts is told nothing of it.
    const read = { ...figures, "GET /session": scenarios.reader["GET /session"] };
    const reader = await open(read, path, heading);
    await reader.page.getByText("Ring it-chefen och den som är tjänsteperson").waitFor();
    expect(await reader.page.getByText(/ingen har svarat/).count()).toBe(0);
    expect(await reader.page.getByRole("link", { name: "Är vi drabbade?" }).count()).toBe(0);
    expect(reader.faults).toEqual([]);
    await reader.close();
  });

  test("clocks that run already are told, the late ones first", async () => {
    const may = [...scenarios.user.may, "registers/view", "registers/change"];
    const session = { state: "signed-in", user: { ...scenarios.user, may } };
    const answers = {
      ...figures,
      "GET /session": session,
      "GET /registers": [registerWith(["open", "late", "open"])],
    };
    const opened = await open(answers, path, heading);
    await opened.page.getByText("En anmälan har gått över tiden.").waitFor();
    expect(await opened.page.getByRole("link", { name: "Till klockorna" }).count()).toBe(1);
    await opened.close();
    const running = { ...answers, "GET /registers": [registerWith(["open", "open"])] };
    const other = await open(running, path, heading);
    await other.page.getByText("2 klockor går redan.").waitFor();
    expect(other.faults).toEqual([]);
    await other.close();
  });

  test("on paper it is the steps and the deadlines, without the product's own places", async () => {
    const opened = await open(figures, path, heading);
    await opened.page.emulateMedia({ media: "print" });
    const seen = await opened.page.locator("main").innerText();
    expect(seen).toContain("Den första timmen");
    expect(seen).toContain("Slutrapport");
    expect(seen).not.toContain("Det här svarar Vallgrav på nu");
    expect(seen).not.toContain("Skriv ut");
    await opened.close();
  });

  test("who sees nothing of the municipality is told what to do with what is odd", async () => {
    const opened = await open(scenarios.pupil, "/", "Hej Pia Påhitt!");
    await opened.page.getByRole("heading", { name: "Har du sett något konstigt?" }).waitFor();
    await opened.page.getByRole("link", { name: "Hantera" }).click();
    await opened.page
      .getByRole("heading", { level: 1, name: "Har du sett något konstigt?" })
      .waitFor();
    expect(await opened.page.getByText("Den första timmen").count()).toBe(0);
    // No menu leads to a page that has nothing for them.
    expect(await opened.page.locator(".function").allInnerTexts()).toEqual(["Läge", "Hantera"]);
    await expectSound(opened, "first-help-pupil");
    await opened.close();
  });

  for (const [of, title, link, leads] of [
    ["/styra", "Styra", "Logg", "Loggen har 2 poster."],
    ["/aterstalla", "Återställa", "Fråga ägarna", "61 frågor väntar på dem som vet."],
  ] as const)
    test(`${of} says what each of its places is for, and leads there`, async () => {
      const opened = await open(figures, of, title);
      const places = opened.page.locator("dl.places > div");
      for (const text of await places.locator("dd").allInnerTexts())
        expect(text.length).toBeGreaterThan(20);
      await places.getByRole("link", { name: link, exact: true }).click();
      await opened.page.getByRole("heading", { level: 1, name: leads }).waitFor();
      expect(opened.faults).toEqual([]);
      await opened.close();
    });
});
