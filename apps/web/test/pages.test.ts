/** Walks every page and state in a real browser: accessible, silent, within the policy, narrow. */
import { describe, expect, test } from "vitest";
import { findBrowser } from "./browser.ts";
import { browsing, executable } from "./browsing.ts";
import * as scenarios from "./scenarios.ts";
import type { Answers } from "./site.ts";
import { expectSound } from "./sound.ts";
import { inspect, shoot, type visit, type Visit } from "./visit.ts";

const isRequired = (process.env["VALLGRAV_REQUIRE"] ?? "").includes("browser");

test("a browser is at hand where one is required", () => {
  if (executable === null)
    process.stdout.write(
      "no browser: apt-get install chromium-headless-shell, or set CHROME_PATH; pages skipped\n",
    );
  expect({ isRequired, isMissing: executable === null }).not.toEqual({
    isRequired: true,
    isMissing: true,
  });
});

test("only an executable counts as a browser", () => {
  expect(findBrowser({ CHROME_PATH: "/nowhere/chrome", PATH: "/nowhere" })).toBeNull();
});

type Stop = {
  readonly name: string;
  readonly answers: Answers;
  readonly path: string;
  readonly heading: string;
  readonly expected?: RegExp;
};

const readyHeading =
  "Om en utpressningsgrupp börjar i dag når den ett samhällsviktigt mål inom ungefär " +
  "3,2\u00A0dagar. Åtgärder för 1,17\u00A0miljoner kronor gör 3,2\u00A0dagar till " +
  "41\u00A0dagar.";
const wordsHeading =
  "Om en utpressningsgrupp börjar i dag når den ett samhällsviktigt mål inom några dagar. " +
  "Åtgärder för 1,17\u00A0miljoner kronor gör dagar till månader.";
const sourcesHeading = "Vi känner 8\u00A0092 ting ur 2 källor.";
const waysHeading = "97\u00A0% av vägarna in går genom vallkoping.example.se.";
const serverSays = /Failed to load resource/;

const figures = scenarios.ready("figures");
const words = scenarios.ready("words");
const stops: readonly Stop[] = [
  {
    name: "first-run",
    answers: scenarios.firstRun(),
    path: "/",
    heading: "Välkommen till Vallgrav",
  },
  { name: "signed-out", answers: scenarios.signedOut, path: "/", heading: "Logga in" },
  { name: "start", answers: scenarios.empty, path: "/borja", heading: "Hur vill du börja?" },
  {
    name: "empty",
    answers: scenarios.empty,
    path: "/",
    heading: "Här ska det stå hur svårt det är att ta sig in hos er, och hur stor skadan blir.",
  },
  {
    name: "reader",
    answers: scenarios.reader,
    path: "/",
    heading: "Här ska det stå hur svårt det är att ta sig in hos er, och hur stor skadan blir.",
  },
  {
    name: "computing",
    answers: scenarios.computing,
    path: "/",
    heading: "Räknar på er modell.",
  },
  {
    name: "first-dials",
    answers: scenarios.first,
    path: "/",
    heading: readyHeading.slice(0, readyHeading.indexOf(" Åtgärder")),
  },
  { name: "ended", answers: scenarios.ended, path: "/", heading: "Räkningen blev inte klar." },
  {
    name: "refused",
    answers: scenarios.refused,
    path: "/",
    heading: "Det gick inte att räkna på underlaget.",
  },
  { name: "ready", answers: figures, path: "/", heading: readyHeading },
  { name: "words", answers: words, path: "/", heading: wordsHeading },
  {
    name: "failing",
    answers: scenarios.failing,
    path: "/",
    heading: "Läge",
    expected: serverSays,
  },
  {
    name: "failing-sources",
    answers: scenarios.failing,
    path: "/kanna",
    heading: "Vad vi vet",
    expected: serverSays,
  },
  { name: "sources", answers: figures, path: "/kanna", heading: sourcesHeading },
  {
    name: "sources-empty",
    answers: scenarios.empty,
    path: "/kanna",
    heading: "Vad vi vet",
    expected: serverSays,
  },
  {
    name: "questions",
    answers: figures,
    path: "/kanna/fragor",
    heading: "Tolv frågor ger ett första läge.",
  },
  { name: "ways", answers: figures, path: "/skydda", heading: waysHeading },
  { name: "ways-words", answers: words, path: "/skydda", heading: waysHeading },
  {
    name: "ways-empty",
    answers: scenarios.empty,
    path: "/skydda",
    heading: "Så tar sig en angripare fram",
    expected: serverSays,
  },
  {
    name: "measures",
    answers: figures,
    path: "/skydda/atgarder",
    heading: "2 åtgärder, från 40\u00A0000\u00A0kr.",
  },
  { name: "audit", answers: figures, path: "/styra/logg", heading: "Loggen har 2 poster." },
  { name: "govern", answers: figures, path: "/styra", heading: "Styra" },
  { name: "detect", answers: figures, path: "/upptacka", heading: "Inga larm väntar." },
  {
    name: "respond",
    answers: figures,
    path: "/hantera",
    heading: "Händer det något just nu? Börja här.",
  },
  { name: "recover", answers: figures, path: "/aterstalla", heading: "Återställa" },
  { name: "lost", answers: figures, path: "/finns-inte", heading: "Sidan finns inte" },
];

describe.skipIf(executable === null)("pages", () => {
  const { open: visited, sent, site, taken } = browsing();
  const open = (stop: Stop, options: Parameters<typeof visit>[2] = {}): Promise<Visit> => {
    const more = stop.expected === undefined ? {} : { expected: stop.expected };
    return visited(stop.answers, stop.path, stop.heading, { ...options, ...more });
  };

  function stopNamed(name: string): Stop {
    const stop = stops.find((candidate) => candidate.name === name);
    if (stop === undefined) throw new Error(`no stop is named ${name}`);
    return stop;
  }

  for (const stop of stops)
    test(`${stop.name}: accessible, silent, within policy, never too wide`, async () => {
      const opened = await open(stop);
      await expectSound(opened, stop.name);
      await opened.close();
    });

  test("everything that can be opened is accessible too, in English", async () => {
    const opened = await open(stopNamed("ready"));
    await opened.page.getByLabel("Språk").selectOption("en");
    await opened.page
      .getByRole("heading", { level: 1, name: /^If an extortion group starts today/ })
      .waitFor();
    for (const summary of await opened.page.locator("summary").all()) await summary.click();
    await shoot(opened.page, "ready-opened-english");
    expect(await opened.page.locator("html").getAttribute("lang")).toBe("en");
    expect(await inspect(opened)).toEqual([]);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("the slider goes from stop to stop by arrow keys and brings that stop's plan", async () => {
    const { page, close } = await open(stopNamed("ready"));
    const slider = page.getByRole("slider", { name: "Budget" });
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText("2 000 000 kr – 22 % återstår").waitFor();
    const said = [await slider.getAttribute("aria-valuetext")];
    await page.keyboard.press("ArrowRight");
    said.push(await slider.getAttribute("aria-valuetext"));
    await page.keyboard.press("Home");
    await page.getByText("Vid den här budgeten ryms ingen åtgärd.").waitFor();
    said.push(await slider.getAttribute("aria-valuetext"));
    await page.keyboard.press("ArrowRight");
    await page.getByRole("heading", { name: "Paketet: 2 åtgärder" }).waitFor();
    said.push(await slider.getAttribute("aria-valuetext"));
    expect(said).toEqual([
      "2\u00A0000\u00A0000\u00A0kr",
      "3\u00A0000\u00A0000\u00A0kr",
      "0\u00A0kr",
      "200\u00A0000\u00A0kr",
    ]);
    await close();
  });

  test("a table is sorted and copied by keyboard alone", async () => {
    const { page, close } = await open(stopNamed("ready"), {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const table = page.locator(".money-package table").first();
    const names = (): Promise<readonly string[]> => table.locator("tbody th").allInnerTexts();
    const heading = table.getByRole("button", { name: "Egna timmar" });
    await heading.focus();
    await page.keyboard.press("Enter");
    expect((await names())[0]).toBe(
      "Skilda administratörskonton för klienter, servrar och katalog",
    );
    expect(await table.locator("th[aria-sort=descending]").count()).toBe(1);
    await page.keyboard.press("Space");
    expect((await names())[0]).toBe("Strängare filter för bilagor i e-post");
    await page.keyboard.press("Control+C");
    await page.getByText(/6 rader kopierade/).waitFor();
    const copied = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(copied.split("\r\n").slice(0, 2)).toEqual([
      "Åtgärd\tKostnad\tEgna timmar\tBidrag\tKälla\tBörjar\tKlar",
      "Strängare filter för bilagor i e-post\t90000\t60\t0,03\t" +
        "Påhittad prislista 2026 (ej kontrollerat mot källan)\t\t",
    ]);
    await close();
  });

  test("a long table draws some rows, says so, and copies all", async () => {
    const many = Array.from({ length: 1200 }, (_, at) => ({
      id: `m${at}`,
      name: { sv: `Åtgärd ${at}`, en: `Measure ${at}` },
      text: { sv: "Påhittad", en: "Made up" },
      costSek: at,
      hours: 1,
      leadMonths: 1,
      requires: [],
      excludes: [],
      source: { kind: "assumption" },
      isPlanned: true,
    }));
    const { page, close } = await open({
      ...stopNamed("measures"),
      answers: { ...figures, "GET /measures": many },
      heading: "1 200 åtgärder,",
    });
    await page.getByText("Visar 500 av 1 200 rader. Kopian får med alla.").waitFor();
    // The first rows come with the page, the others a moment later.
    await expect.poll(() => page.locator("tbody tr").count()).toBe(500);
    await close();
  });

  test("a session that has ended leads back to sign-in", async () => {
    let asked = 0;
    const session = (): unknown => {
      asked += 1;
      return asked === 1 ? { state: "signed-in", user: scenarios.user } : { state: "signed-out" };
    };
    const { close } = await open({
      name: "ended-session",
      answers: { ...figures, "GET /session": session, "GET /position": 401 },
      path: "/",
      heading: "Logga in",
      expected: serverSays,
    });
    await close();
  });

  test("words hide every figure of days, hours, persons and kronor of the dials", async () => {
    const { page, close } = await open(stopNamed("words"));
    const dials = await page.locator("section.dials").innerText();
    expect(dials.match(/\d+\S*\s*(dagar|dag|timmar|h|Mkr|tkr)\b/g)).toEqual(["90 dagar"]);
    expect(await page.locator(".services td").allInnerTexts()).not.toContainEqual(
      expect.stringMatching(/\d/),
    );
    await close();
  });

  test("first run refuses what the server would refuse, then asks how to begin", async () => {
    const { page, close, faults } = await open(stopNamed("first-run"));
    await page.getByLabel("Namn").fill("Astrid Påhitt");
    await page.getByLabel("Lösenord", { exact: true }).fill("kort");
    await page.getByLabel("Lösenordet en gång till").fill("annat");
    await page.getByRole("button", { name: "Skapa kontot" }).click();
    await page.getByText("Lösenordet har 4 tecken. Det ska ha minst 12.").waitFor();
    await page.getByText("De två lösenorden är inte lika.").waitFor();
    await page.getByLabel("Lösenord", { exact: true }).fill("vallen är djup i natt");
    await page.getByLabel("Lösenordet en gång till").fill("vallen är djup i natt");
    await page.getByRole("button", { name: "Skapa kontot" }).click();
    const heading = page.getByRole("heading", { level: 1, name: "Hur vill du börja?" });
    await heading.waitFor();
    expect(await page.evaluate("document.activeElement.tagName")).toBe("H1");
    expect(taken()).toEqual([{ what: "POST /first-run", hasHeader: true }]);
    await page.getByRole("button", { name: "Läs in exemplet" }).click();
    await page.waitForURL(`${site().origin}/`);
    expect(taken()).toEqual([{ what: "POST /example", hasHeader: true }]);
    expect(faults).toEqual([]);
    await close();
  });

  test("a wrong password is said in words beside the form", async () => {
    const opened = await open({ ...stopNamed("signed-out"), expected: serverSays });
    await opened.page.getByLabel("Namn").fill("Astrid Påhitt");
    await opened.page.getByLabel("Lösenord").fill("fel fel fel fel");
    await opened.page.keyboard.press("Enter");
    await opened.page.getByText("Namnet eller lösenordet stämmer inte.").waitFor();
    expect(await inspect(opened)).toEqual([]);
    taken();
    await opened.close();
  });

  test("files are sent as they are chosen, and the result is shown", async () => {
    const { page, close, faults } = await open(stopNamed("sources"));
    await page.locator("input[type=file]").setInputFiles({
      name: "katalog-vallkoping.zip",
      mimeType: "application/zip",
      buffer: Buffer.from("påhittat"),
    });
    await page.getByText("Rättigheter: 28 140 lästa, 27 900 skilda, 240 upprepade.").waitFor();
    expect(taken()).toEqual([{ what: "POST /imports", hasHeader: true }]);
    expect(faults).toEqual([]);
    await close();
  });

  test("a job is cancelled only after a question, and Escape leaves it alone", async () => {
    const { page, close } = await open(stopNamed("computing"));
    await page.getByRole("button", { name: "Avbryt" }).click();
    await page.getByRole("dialog", { name: "Avbryta arbetet?" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(taken()).toEqual([]);
    await page.getByRole("button", { name: "Avbryt" }).click();
    await page.getByRole("button", { name: "Avbryt arbetet" }).click();
    await expect.poll(sent).toEqual(["POST /jobs/job-2/cancel"]);
    taken();
    await close();
  });

  test("an import is withdrawn only after a question, which names its files", async () => {
    const { page, close } = await open(stopNamed("sources"));
    await page.getByRole("button", { name: "Ta tillbaka" }).first().click();
    const question = page.getByRole("dialog", { name: "Ta tillbaka inläsningen?" });
    await question.getByText("katalog-vallkoping.zip, systemforteckning.csv").waitFor();
    await question.getByRole("button", { name: "Behåll" }).click();
    expect(taken()).toEqual([]);
    await page.getByRole("button", { name: "Ta tillbaka" }).first().click();
    await question.getByRole("button", { name: "Ta tillbaka" }).click();
    await expect.poll(sent).toEqual(["POST /imports/i1/withdraw"]);
    taken();
    await close();
  });

  test("skip link and functions are reached by Tab, and focus follows", async () => {
    const { page, close } = await open(stopNamed("ready"));
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Hoppa till innehållet");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("content");
    await page.getByRole("link", { name: "Känna" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: sourcesHeading }).waitFor();
    expect(await page.evaluate("document.activeElement.textContent")).toBe(sourcesHeading);
    expect(await page.title()).toBe("Känna – Vallgrav");
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: readyHeading }).waitFor();
    await close();
  });

  test("forced colours and a chosen dark appearance stay readable", async () => {
    const opened = await open(stopNamed("ready"), { forcedColors: "active" });
    await shoot(opened.page, "ready-forced");
    await opened.page.getByLabel("Utseende").selectOption("dark");
    expect(await opened.page.locator("html").getAttribute("data-theme")).toBe("dark");
    expect(await inspect(opened)).toEqual([]);
    await opened.close();
  });

  test("the plan prints on two sheets of paper at most, with every measure", async () => {
    const { page, close } = await open(stopNamed("ready"));
    const folder = process.env["VALLGRAV_SHOTS"];
    const path = folder === undefined || folder === "" ? {} : { path: `${folder}/plan.pdf` };
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, ...path });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    expect({ sheets, isFew: sheets >= 1 && sheets <= 2 }).toEqual({ sheets, isFew: true });
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".money-package tbody tr:visible").count()).toBe(6);
    expect(await page.locator(".top-line").innerText()).toMatch(/Budget 1\s200\s000\skr/);
    await close();
  });
});
