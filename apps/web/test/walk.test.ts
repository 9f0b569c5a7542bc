/** The main job in a real browser against the real server: from an empty house to a paper plan. */
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { PlanReport, Status, Ways } from "@vallgrav/platform/api";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { paperTexts } from "./paper.ts";
import { findBrowser, startBrowser } from "./browser.ts";
import { type Chosen, climbingZip, truncatedJson } from "./hostile-files.ts";
import { buildWeb, openRealServer, type RealServer, servedFolder } from "./real-server.ts";
import { inspect, settle, shoot, sidewaysScroll, visit, type Visit } from "./visit.ts";

const executable = findBrowser();
const isRequired = (process.env["VALLGRAV_REQUIRE"] ?? "").includes("browser");
const password = "vallen är djup i natt";
const planMs = 120_000;
/** What a directory's collector and a register leave in a folder. */
const exampleFolder = fileURLToPath(new URL("../../../examples/municipality", import.meta.url));
const timeout = 240_000;

test("a browser is at hand where one is required", () => {
  if (executable === null)
    process.stdout.write(
      "no browser: apt-get install chromium-headless-shell, or set CHROME_PATH; walk skipped\n",
    );
  expect({ isRequired, isMissing: executable === null }).not.toEqual({
    isRequired: true,
    isMissing: true,
  });
});

/** The text of a PDF on one line, or null where poppler is not installed. */
async function textOf(pdf: Buffer): Promise<string | null> {
  const texts = await paperTexts(pdf, ["-raw"]);
  return texts === null ? null : oneLine(texts.join(""));
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function ask<T>(page: Page, path: string): Promise<T> {
  return page.evaluate<T>(`fetch("/api${path}").then((answer) => answer.json())`);
}

function heading(page: Page, name: string | RegExp): Locator {
  return page.getByRole("heading", { level: 1, name });
}

/** Nothing is wrong on this page, light or dark or narrow; its picture is kept where asked for. */
async function expectSound(opened: Visit, name: string): Promise<void> {
  const { page } = opened;
  await settle(page);
  const found: unknown[] = [];
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 1280],
    ["light", 360],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 950 });
    await shoot(page, `walk-${name}-${colorScheme}-${width}`);
    const sideways = await sidewaysScroll(page);
    const wrong = await inspect(opened);
    if (wrong.length > 0 || sideways > 0) found.push({ colorScheme, width, wrong, sideways });
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 950 });
  expect({ name, found, faults: opened.faults }).toEqual({ name, found: [], faults: [] });
}

describe.skipIf(executable === null)("walk", () => {
  let browser: Browser;
  let server: RealServer;
  let opened: Visit;
  let clicks = 0;

  beforeAll(async () => {
    await buildWeb(servedFolder);
    browser = await startBrowser(executable ?? "");
  });

  afterAll(async () => {
    await browser.close();
  });

  beforeEach(async () => {
    clicks = 0;
    server = await openRealServer();
    opened = await visit(browser, `${server.origin}/`);
  });

  afterEach(async () => {
    await opened.close();
    await server.close();
  });

  async function press(target: Locator): Promise<void> {
    clicks += 1;
    await target.click();
  }

  async function createAccount(): Promise<void> {
    const { page } = opened;
    await heading(page, "Välkommen till Vallgrav").waitFor();
    await page.getByLabel("Namn").fill("Astrid Exempel");
    await page.getByLabel("Lösenord", { exact: true }).fill(password);
    await page.getByLabel("Lösenordet en gång till").fill(password);
    await press(page.getByRole("button", { name: "Skapa kontot" }));
    await heading(page, "Hur vill du börja?").waitFor();
  }

  /** What the printed page says, and that it is the plan of the budget. */
  async function expectPrinted(budgetSek: number, said: string): Promise<void> {
    const { page } = opened;
    await page.evaluate("globalThis.print = () => { globalThis.hasPrinted = true; }");
    await press(page.getByRole("button", { name: "Skriv ut" }));
    expect(await page.evaluate("globalThis.hasPrinted")).toBe(true);
    const plan = await ask<PlanReport>(page, `/plan?budgetSek=${budgetSek}`);
    const dials = await page.locator(".dials .strip-label, .damage-head").allInnerTexts();
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(pdf.length).toBeGreaterThan(20_000);
    const text = await textOf(pdf);
    if (text === null) return;
    const wanted = [
      `Budget ${said}`,
      "Motstånd",
      "Skada",
      ...dials.flatMap((line) => oneLine(line).split(" ")),
      ...plan.measures.map((measure) => oneLine(measure.name.sv)),
    ];
    expect(plan.measures.length).toBeGreaterThan(0);
    expect(wanted.filter((part) => !text.includes(part))).toEqual([]);
  }

  async function cancelAndResume(): Promise<void> {
    const { page } = opened;
    await heading(page, "Räknar på er modell.").waitFor();
    await page.getByRole("progressbar").waitFor();
    await page.getByRole("button", { name: "Avbryt" }).click();
    await page.getByRole("button", { name: "Avbryt arbetet" }).click();
    await heading(page, "Räkningen är avbruten.").waitFor();
    await page.getByRole("link", { name: "Känna" }).click();
    await heading(page, /^Vi känner/).waitFor();
    await page.getByRole("link", { name: "Läge", exact: true }).click();
    await heading(page, "Räkningen är avbruten.").waitFor();
    await expectSound(opened, "cancelled");
    await page.getByRole("button", { name: "Räkna igen" }).click();
    await heading(page, "Räknar på er modell.").waitFor();
    expect(await inspect(opened)).toEqual([]);
  }

  /** Känna: every source and every count of the server stands on the page. */
  async function expectSources(): Promise<void> {
    const { page } = opened;
    await page.getByRole("link", { name: "Känna" }).click();
    const status = await ask<Status>(page, "/status");
    const count = status.assets.reduce((sum, kind) => sum + kind.count, 0);
    await heading(page, `Vi känner ${count} ting ur ${status.evidence.length} källor.`).waitFor();
    const model = page.getByRole("table", { name: "Modellen" });
    const counts = (await model.locator("td").allInnerTexts()).map((cell) =>
      Number(cell.replace(/\s/gu, "")),
    );
    expect(counts).toEqual([
      ...status.assets.map((kind) => kind.count),
      status.relations,
      status.vitalServices,
    ]);
    const sources = page.getByRole("table", { name: "Inlästa källor" });
    expect((await sources.locator("tbody th").allInnerTexts()).toSorted()).toEqual(
      status.evidence.map((source) => source.name).toSorted(),
    );
    await expectSound(opened, "sources");
  }

  /** Skydda: no way starts with a bare code, and every measure has its price. */
  async function expectProtect(): Promise<void> {
    const { page } = opened;
    await page.getByRole("link", { name: "Skydda" }).click();
    await heading(page, /% av vägarna in går genom/).waitFor();
    const { ways } = await ask<Ways>(page, "/ways");
    const tables = page.locator("details table");
    expect(await tables.count()).toBe(ways.length);
    for (const [at, { steps }] of ways.entries())
      expect(await tables.nth(at).locator("tbody tr").count()).toBe(steps.length);
    await expectSound(opened, "ways");
    await page.getByRole("link", { name: "Åtgärder" }).click();
    const measures = await ask<readonly unknown[]>(page, "/measures");
    await heading(page, new RegExp(`^${measures.length} åtgärder, `)).waitFor();
    expect(await page.locator("tbody tr").count()).toBe(measures.length);
    await expectSound(opened, "measures");
  }

  async function moveBudget(): Promise<void> {
    const { page } = opened;
    await page.getByRole("slider", { name: "Budget" }).focus();
    for (const stop of [/^1\s050\s000\skr/, /^900\s000\skr/, /^750\s000\skr/, /^600\s000\skr/]) {
      await page.keyboard.press("ArrowLeft");
      await page.locator(".plot-said", { hasText: stop }).waitFor();
      await page.locator(".plan.waiting").waitFor({ state: "detached" });
    }
  }

  test("three presses lead from the first page to a printed plan", { timeout }, async () => {
    const { page } = opened;
    await createAccount();
    await press(page.getByRole("button", { name: "Läs in exemplet" }));
    await heading(page, /^Om en utpressningsgrupp/).waitFor({ timeout: planMs });
    await expectPrinted(1_200_000, "1 200 000 kr");
    expect(clicks).toBe(3);
    expect({ faults: opened.faults, errors: server.errors }).toEqual({ faults: [], errors: [] });
  });

  test("every room on the way is sound, and the plan follows the budget", { timeout }, async () => {
    const { page } = opened;
    await heading(page, "Välkommen till Vallgrav").waitFor();
    await expectSound(opened, "first-run");
    await createAccount();
    await expectSound(opened, "start");
    await press(page.getByRole("button", { name: "Läs in exemplet" }));
    await cancelAndResume();
    await heading(page, /^Om en utpressningsgrupp/).waitFor({ timeout: planMs });
    await expectSound(opened, "ready");
    await moveBudget();
    await expectSources();
    await expectProtect();
    await page.getByRole("link", { name: "Läge", exact: true }).click();
    await heading(page, /^Om en utpressningsgrupp/).waitFor();
    await expectPrinted(600_000, "600 000 kr");
    expect({ faults: opened.faults, errors: server.errors }).toEqual({ faults: [], errors: [] });
  });

  test("twelve questions alone lead to a position in words", { timeout }, async () => {
    const { page } = opened;
    await createAccount();
    await press(page.getByRole("button", { name: "Börja svara" }));
    await heading(page, "Tolv frågor ger ett första läge.").waitFor();
    await expectSound(opened, "questions");
    await page.getByRole("button", { name: "Spara svaren" }).click();
    await page.getByText("Svara på minst en fråga.").waitFor();
    await page.getByLabel("Hur många är anställda?").fill("1 500 st");
    await page.getByText("Skriv ett helt tal, eller lämna tomt om ni inte vet.").waitFor();
    await page.getByLabel("Hur många är anställda?").fill("1 500");
    const backup = page.getByRole("radiogroup", { name: /säkerhetskopia av varje viktigt/ });
    await backup.getByRole("radio", { name: "Nej" }).check({ force: true });
    await page.getByRole("button", { name: "Spara svaren" }).click();
    await heading(page, /^Om en utpressningsgrupp/).waitFor({ timeout: planMs });
    await page.getByText(/^Ingen katalog är inläst\./).waitFor();
    await page.getByText(/^Ingen systemförteckning är inläst\./).waitFor();
    await expectSound(opened, "answered");
    const plan = await ask<PlanReport>(page, "/plan?budgetSek=1200000");
    expect([plan.before.resistance.speak, plan.typicalParts]).toEqual([
      "words",
      ["directory", "services"],
    ]);
    await page.getByRole("link", { name: "Känna" }).click();
    await page.getByRole("link", { name: "Tolv frågor" }).click();
    await page.getByText(/Senaste svar: 1\s500, /u).waitFor();
    expect({ faults: opened.faults, errors: server.errors }).toEqual({ faults: [], errors: [] });
  });

  /** Nobody was heard yet: an administrator says why the files are read all the same. */
  async function goOnUnheard(): Promise<void> {
    const { page } = opened;
    await page.getByRole("dialog", { name: "Några ska höras först" }).waitFor();
    expect(await inspect(opened)).toEqual([]);
    await page.getByLabel("De kommer senare, därför att").selectOption("trial");
    await page.getByRole("button", { name: "Läs in ändå" }).click();
  }

  /** Sends a file and reads what the page says of it. */
  async function sayOf(file: Chosen, isFirst: boolean): Promise<string> {
    const { page } = opened;
    await page.locator("input[type=file]").setInputFiles(file);
    if (isFirst) await goOnUnheard();
    await page.getByText(file.name).first().waitFor();
    return oneLine(await page.locator(".problems").innerText());
  }

  test("hostile files are refused in words, and nothing comes in", { timeout }, async () => {
    const { page } = opened;
    // Who is to be heard is known late: files chosen before that wait for it.
    await page.route("**/api/opinions", async (route) => {
      await setTimeout(1_500);
      await route.continue();
    });
    await createAccount();
    expect(await sayOf(truncatedJson, true)).toBe(
      "fel Filen tar slut mitt i, på rad 1, tecken 92. Kopiera eller exportera den igen. " +
        "20261101080000_users.json, rad 1, tecken 92",
    );
    await expectSound(opened, "truncated");
    expect(await sayOf(climbingZip(), false)).toBe(
      "fel Filen ”../../utanfor.json” i arkivet pekar utanför arkivets mapp. Inget lästes in; " +
        "använd bara arkiv från källor ni litar på. katalog.zip",
    );
    await expectSound(opened, "climbing");
    await page.getByText("Inget lästes in. Det som fanns förut är orört.").waitFor();
    const { assets, evidence } = await ask<Status>(page, "/status");
    expect({ assets, evidence }).toEqual({ assets: [], evidence: [] });
    await page.getByRole("link", { name: "Läge", exact: true }).click();
    await heading(page, /^Här ska det stå hur svårt/).waitFor();
    expect({ faults: opened.faults, errors: server.errors }).toEqual({ faults: [], errors: [] });
  });

  /** Drags what lies on this machine onto the page and lets go of it there, as a person does. */
  async function drop(files: readonly string[]): Promise<void> {
    const { page } = opened;
    const box = await page.locator(".drop").boundingBox();
    if (box === null) throw new Error("there is a place to drop files on");
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 4 };
    const data = { items: [], files: [...files], dragOperationsMask: 1 };
    const session = await page.context().newCDPSession(page);
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await session.send("Input.dispatchDragEvent", { type, ...at, data });
  }

  test(
    "a dropped folder leads to both dials and to what makes them surer",
    { timeout },
    async () => {
      const { page } = opened;
      const started = performance.now();
      await createAccount();
      await drop([exampleFolder]);
      await goOnUnheard();
      await heading(page, /^Vi känner/).waitFor({ timeout: planMs });
      const after = page.getByRole("region", { name: "Läget efter inläsningen" });
      await after.getByText("Läget räknas nu med det som lästes in.").waitFor();
      await expectSound(opened, "dropped");
      await after.getByRole("link", { name: "Till Läge" }).click();
      await heading(page, /^Om en utpressningsgrupp/).waitFor({ timeout: planMs });
      await page.getByRole("heading", { name: "Att göra härnäst" }).waitFor();
      // Beside those that are counted: the drop, a choice and its button, and a link.
      await expectPrinted(1_200_000, "1 200 000 kr");
      const seconds = Math.round((performance.now() - started) / 1_000);
      process.stdout.write(`files dropped, ${clicks + 4} clicks, ${seconds} s to a PDF of all\n`);
      expect(clicks + 4).toBeLessThanOrEqual(12);
      const { evidence } = await ask<Status>(page, "/status");
      expect(evidence.length).toBeGreaterThan(5);
      await page.getByRole("link", { name: "Känna" }).click();
      await page.getByRole("heading", { name: "Vad som skulle göra läget säkrare" }).waitFor();
      expect({ faults: opened.faults, errors: server.errors }).toEqual({ faults: [], errors: [] });
    },
  );

  test("columns that nobody knows are explained once, and known the next time", async () => {
    const { page } = opened;
    await createAccount();
    await page.getByRole("link", { name: "Känna" }).click();
    const csv = "Burk;Nummer på lådan;Lösenord\r\npc-0001;SER10001;x-hemligt-9\r\n";
    const fileOf = (name: string, text: string): Chosen => {
      return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
    };
    await page.locator("input[type=file]").setInputFiles(fileOf("burkar.csv", csv));
    await goOnUnheard();
    const form = page.getByRole("region", { name: "Vad betyder kolumnerna i burkar.csv?" });
    await form.getByLabel("Vad räknar tabellen upp?").selectOption({ label: "Datorer" });
    await form.getByLabel("Burk betyder").selectOption({ label: "namn" });
    await form.getByLabel("Nummer på lådan betyder").selectOption({ label: "serienummer" });
    await form.getByRole("button", { name: "Läs in och kom ihåg" }).click();
    await page.getByRole("heading", { name: "Sparade tolkningar av kolumner" }).waitFor();
    await page.getByText("Burk är namn, Nummer på lådan är serienummer").waitFor();
    const next = fileOf("flera.csv", csv.replace("pc-0001", "pc-0002").replace("10001", "10002"));
    await page.locator("input[type=file]").setInputFiles(next);
    await page.getByText(/Kolumnerna lästes som Astrid Exempel sade/).waitFor();
    // What was read is told while the import is at work; it is known when that is over.
    const known = async (): Promise<Status["assets"]> =>
      (await ask<Status>(page, "/status")).assets;
    await expect.poll(known).toEqual([{ kind: "computer", count: 2, listed: 2 }]);
    expect(await page.getByText("x-hemligt-9").count()).toBe(0);
    await expectSound(opened, "columns");
    expect({ faults: opened.faults, errors: server.errors }).toEqual({ faults: [], errors: [] });
  });
});
