/** The pages of accounts, of one's own account and of a link, in a real browser. */
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import * as scenarios from "./scenarios.ts";
import { expectSound } from "./sound.ts";
import { inspect, visit, type Visit } from "./visit.ts";

const figures = scenarios.ready("figures");

const stops = {
  accounts: { answers: figures, path: "/styra/konton", heading: "Ett konto kan logga in." },
  "own-account": { answers: figures, path: "/konto", heading: "Mitt konto" },
  invitation: {
    answers: figures,
    path: "/inbjudan#abc",
    heading: "Välkommen, Cia Påhitt. Välj ett lösenord.",
  },
  "invitation-old": {
    answers: scenarios.oldLink,
    path: "/inbjudan#abc",
    heading: "Länken går inte att använda.",
  },
  unenrolled: { answers: scenarios.unenrolled, path: "/", heading: "Mitt konto" },
  "code-wanted": { answers: scenarios.codeWanted, path: "/", heading: "Logga in" },
  incident: {
    answers: scenarios.incident,
    path: "/styra/konton",
    heading: "Ett konto kan logga in.",
  },
  pupil: { answers: scenarios.pupil, path: "/", heading: "Hej Pia Påhitt!" },
} as const;

describe.skipIf(executable === null)("people", () => {
  const { browser, open: visited, sent, site, taken } = browsing();
  const open = (name: keyof typeof stops): Promise<Visit> => {
    const { answers, path, heading } = stops[name];
    const isRefused = name === "invitation-old" || name === "code-wanted";
    const options = isRefused ? { expected: /Failed to load resource/ } : {};
    return visited(answers, path, heading, options);
  };

  for (const name of Object.keys(stops) as (keyof typeof stops)[])
    test(`${name}: accessible, silent, within policy, never too wide`, async () => {
      const opened = await open(name);
      await expectSound(opened, name);
      await opened.close();
    });

  test("somebody is invited, the link is shown once, and an account is let in", async () => {
    const opened = await open("accounts");
    const { page } = opened;
    await page.getByLabel("Namn", { exact: true }).fill("Frida Påhitt");
    await page.getByLabel("Roll").selectOption("security-officer");
    await page.getByRole("button", { name: "Bjud in" }).click();
    await page.getByRole("dialog", { name: "Länk till Bo Påhitt" }).waitFor();
    await page.getByText(`${site().origin}/inbjudan#${"t".repeat(43)}`).waitFor();
    expect(await inspect(opened)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Släpp in: Bo Påhitt" }).click();
    await page.getByRole("dialog", { name: "Släppa in Bo Påhitt?" }).waitFor();
    expect(await inspect(opened)).toEqual([]);
    await page.getByRole("button", { name: "Släpp in", exact: true }).click();
    await expect.poll(sent).toEqual(["POST /accounts", "POST /accounts/a2/activate"]);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("a link leads to a password, and says that the account waits", async () => {
    const { page, close, faults } = await open("invitation");
    await page.getByLabel("Lösenord", { exact: true }).fill("vallen är djup i natt");
    await page.getByLabel("Lösenordet en gång till").fill("vallen är djup i natt");
    await page.getByRole("button", { name: "Spara lösenordet" }).click();
    await page.getByRole("heading", { level: 1, name: "Lösenordet är sparat." }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  test("a second factor is added, and its recovery codes are shown once", async () => {
    const opened = await open("unenrolled");
    const { page } = opened;
    await page.getByText("måste ha en andra faktor").waitFor();
    await page.getByLabel("Nuvarande lösenord").last().fill("vallen är djup i natt");
    await page.getByRole("button", { name: "Lägg till en app" }).click();
    await page.getByText("AAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA").waitFor();
    await page.getByLabel("Kod", { exact: true }).fill("123456");
    expect(await inspect(opened)).toEqual([]);
    await page.getByRole("button", { name: "Slå på" }).click();
    await page.getByText("AAAA-BBBB-CCCC-DDDD-EEEE-FFF9").waitFor();
    expect(await inspect(opened)).toEqual([]);
    await page.getByRole("button", { name: "Jag har sparat koderna" }).click();
    await page.getByText("AAAA-BBBB").first().waitFor({ state: "detached" });
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("sign-in asks for the code when the password was right", async () => {
    const opened = await open("code-wanted");
    const { page } = opened;
    await page.getByLabel("Namn").fill("Astrid Påhitt");
    await page.getByLabel("Lösenord").fill("vallen är djup i natt");
    await page.keyboard.press("Enter");
    await page.getByLabel("Kod").fill("123456");
    expect(await inspect(opened)).toEqual([]);
    await page.keyboard.press("Enter");
    await expect.poll(() => sent().length).toBe(2);
    await opened.close();
  });

  test("the demand of a second factor is changed by a box", async () => {
    const { page, close } = await open("accounts");
    const box = page.getByRole("checkbox", { name: "Revisor" });
    expect(await page.getByRole("checkbox", { name: "Administratör" }).isChecked()).toBe(true);
    await box.click();
    await expect.poll(sent).toEqual(["POST /access"]);
    await close();
  });

  test("the use of an account for the worst day is an alert on the first page", async () => {
    site().answer(scenarios.incident);
    const opened = await visit(browser(), `${site().origin}/`);
    const alerts = opened.page.getByRole("region", { name: "Larm" });
    await alerts.getByText(/Kuvertet i kassaskåpet, loggade in/).waitFor();
    await alerts.getByText(/^Incidentläge sedan/).waitFor();
    expect(await inspect(opened)).toEqual([]);
    taken();
    await alerts.getByRole("button", { name: "Jag har tagit reda på det" }).click();
    await expect.poll(sent).toEqual(["POST /alerts/seen"]);
    await opened.close();
  });

  test("incident mode is switched on after a question, for those named", async () => {
    const { page, close } = await open("accounts");
    await page.getByRole("group", { name: "De som släpps in" }).getByRole("checkbox").click();
    await page.getByRole("button", { name: "Slå på incidentläge" }).click();
    await page.getByRole("dialog", { name: "Slå på incidentläge?" }).waitFor();
    await page.getByRole("button", { name: "Slå på", exact: true }).click();
    await expect.poll(sent).toEqual(["POST /access/incident"]);
    await close();
  });

  test("a token is made for what is ticked, shown once, and another is ended", async () => {
    const opened = await open("own-account");
    const { page } = opened;
    await page.locator("summary", { hasText: "Gör en nyckel" }).click();
    await page.getByRole("button", { name: "Gör en nyckel" }).click();
    await page.getByText("Kryssa för minst en sak.").waitFor();
    expect([await inspect(opened), sent()]).toEqual([[], []]);
    await page.getByLabel("Vad heter programmet?").fill("Provet");
    await page.getByLabel("Se vad som är känt").check();
    await page.getByLabel("Nuvarande lösenord").last().fill("vallen är djup i natt");
    await page.getByRole("button", { name: "Gör en nyckel" }).click();
    await page.getByRole("dialog", { name: "Nyckel för Provet" }).waitFor();
    await page.getByText(`vgt_${"t".repeat(43)}`).waitFor();
    expect(await inspect(opened)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Avsluta: Inventeringen" }).click();
    await expect.poll(sent).toEqual(["POST /own/tokens", "DELETE /own/tokens/t1"]);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("an account is linked to a person at the municipality's sign-in", async () => {
    const opened = await open("accounts");
    const { page } = opened;
    await page.getByRole("button", { name: "Koppla inloggning: Bo Påhitt" }).click();
    await page.getByRole("dialog", { name: "Kommunens inloggning för Bo Påhitt" }).waitFor();
    await page.getByLabel("Personens id i inloggningen").fill("3f2a");
    await page.getByRole("button", { name: "Koppla", exact: true }).click();
    await page.getByText("Kopplingen är sparad.").waitFor();
    expect([await inspect(opened), sent()]).toEqual([[], ["POST /accounts/a2/identity"]]);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("an account is given another role", async () => {
    const opened = await open("accounts");
    const { page } = opened;
    await page.getByRole("button", { name: "Ändra: Bo Påhitt" }).click();
    const dialog = page.getByRole("dialog", { name: "Roll och enhet för Bo Påhitt" });
    await dialog.getByLabel("Roll").selectOption("auditor");
    expect(await inspect(opened)).toEqual([]);
    await dialog.getByRole("button", { name: "Spara" }).click();
    await expect.poll(sent).toEqual(["POST /accounts/a2/assign"]);
    await dialog.waitFor({ state: "hidden" });
    await opened.close();
  });
});
