/** What columns mean, on the page: a file that nobody knows is explained, read and remembered. */
import type { ListView } from "@vallgrav/platform/api";
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { leftOut, remembered, tables } from "./fixtures/columns.ts";
import { importJob, ladder, planJob } from "./fixtures/facts.ts";
import * as scenarios from "./scenarios.ts";
import type { Answers } from "./site.ts";
import { expectSound } from "./sound.ts";
import type { Visit } from "./visit.ts";

const csv = "Burk;Nummer på lådan;Läge;Lösenord\r\npc-0001;SER10001;B3;x-hemligt-9\r\n";
const file = { name: "burkar.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
const answers: Answers = {
  ...scenarios.ready("figures"),
  "GET /imports/job-1": leftOut,
  "POST /tables": tables,
  "GET /mappings": { mappings: [remembered] },
  "DELETE /mappings/0123456789abcdef": {},
};

describe.skipIf(executable === null)("what columns mean", () => {
  const { open: visited, taken } = browsing();
  const sent = (): readonly string[] => taken().map(({ what }) => what);
  const open = (): Promise<Visit> => visited(answers, "/kanna", /^Vi känner /);

  test("an unknown file is shown with guesses, explained, and sent again", async () => {
    const opened = await open();
    const { page } = opened;
    await page.locator("input[type=file]").setInputFiles(file);
    const form = page.getByRole("region", { name: "Vad betyder kolumnerna i burkar.csv?" });
    await form.waitFor();
    expect(sent()).toEqual(["POST /imports", "POST /tables"]);
    expect(await form.getByLabel("Nummer på lådan betyder").inputValue()).toBe("serial");
    await form.getByText("Det saknas en kolumn för namn.").waitFor();
    const readIn = form.getByRole("button", { name: "Läs in och kom ihåg" });
    expect(await readIn.isDisabled()).toBe(true);
    await expectSound(opened, "columns");
    await form.getByLabel("Läge betyder").selectOption("serial");
    await form.getByText("Två kolumner kan inte båda betyda serienummer.").waitFor();
    await form.getByLabel("Läge betyder").selectOption({ label: "inget av detta" });
    await form.getByLabel("Burk betyder").selectOption({ label: "namn" });
    await readIn.click();
    await form.waitFor({ state: "detached" });
    expect(sent()).toEqual(["POST /imports"]);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("another kind has other columns, and a file can be left out", async () => {
    const { page, close } = await open();
    await page.locator("input[type=file]").setInputFiles(file);
    const form = page.getByRole("region", { name: /^Vad betyder kolumnerna/ });
    await form.getByLabel("Vad räknar tabellen upp?").selectOption({ label: "Nätzoner" });
    await form.getByText("Det saknas en kolumn för nätadresser.").waitFor();
    await form.getByRole("button", { name: "Hoppa över filen" }).click();
    await form.waitFor({ state: "detached" });
    expect(sent()).toEqual(["POST /imports", "POST /tables"]);
    await close();
  });

  test("a picture among the files keeps no table from being asked about", async () => {
    const looks = [{ ...tables, tables: [] }, tables];
    const unknown = ["foto.png", "burkar.csv"].map((name) => ({
      code: "identify/unknown-format",
      severity: "warning",
      at: { file: name, place: "" },
      args: {},
    }));
    const opened = await visited(
      {
        ...answers,
        "GET /jobs": [{ ...importJob, state: "failed", problems: unknown }],
        "POST /tables": () => looks.shift() ?? tables,
      },
      "/kanna",
      /^Vi känner /,
    );
    const { page } = opened;
    const picture = { name: "foto.png", mimeType: "image/png", buffer: Buffer.from("x") };
    await page.locator("input[type=file]").setInputFiles([picture, file]);
    const form = page.getByRole("region", { name: "Vad betyder kolumnerna i burkar.csv?" });
    await form.waitFor();
    await page.getByText("Det som du tillfrågas om ovan läses in när du har svarat.").waitFor();
    expect(await page.getByText("misslyckades").count()).toBe(0);
    await expectSound(opened, "columns-asked");
    await form.getByRole("button", { name: "Hoppa över filen" }).click();
    await page.getByText("misslyckades").waitFor();
    await opened.close();
  });

  test("a table that is like nothing known is said to be, and nothing is guessed", async () => {
    const [table] = tables.tables;
    if (table === undefined) throw new Error("there is a table");
    const guesses = table.guesses.map(({ shape, fields }) => ({
      shape,
      fields: fields.map(({ heading }) => ({ heading, field: null })),
    }));
    const unlike = { ...tables, tables: [{ ...table, guesses }] };
    const opened = await visited({ ...answers, "POST /tables": unlike }, "/kanna", /^Vi känner /);
    const { page } = opened;
    // Who opens the page anew no longer has the file in hand.
    await page.getByText(/^Den här webbläsaren har inte kvar burkar\.csv\./).waitFor();
    await page.locator("input[type=file]").setInputFiles(file);
    const form = page.getByRole("region", { name: "Vad betyder kolumnerna i burkar.csv?" });
    await form.getByText(/^Rubrikerna liknar inget som Vallgrav läser\./).waitFor();
    expect(await form.getByRole("button", { name: "Läs in och kom ihåg" }).isDisabled()).toBe(true);
    expect(await form.getByLabel("Burk betyder").count()).toBe(0);
    expect(await page.getByText(/^Den här webbläsaren/).count()).toBe(0);
    await expectSound(opened, "columns-unlike");
    await form.getByLabel("Vad räknar tabellen upp?").selectOption({ label: "Nätzoner" });
    await form.getByText("Det saknas en kolumn för nätadresser.").waitFor();
    await opened.close();
  });

  test("a list beside another is said to be its next edition, and that is taken back", async () => {
    const near = { evidence: "e0", name: "skola.csv", producedAt: null, things: 4 };
    const list: ListView = {
      evidence: "e1",
      name: "teknik.csv",
      kind: "system",
      things: 3,
      isNext: false,
      said: null,
      near: { ...near, both: 1, otherNames: 0 },
    };
    const args = { other: "skola.csv", both: 1, things: 3, otherThings: 4 };
    const at = { file: "teknik.csv", place: "" };
    const problems = [{ code: "identify/own-list", severity: "warning" as const, at, args }];
    const reports = [list, { ...list, isNext: true, said: "next" as const }];
    const opened = await visited(
      {
        ...answers,
        "GET /imports/job-1": () => ({
          ...leftOut,
          problems,
          lists: [reports.length > 1 ? reports.shift() : reports[0]],
        }),
        "POST /lists": { evidence: "e2" },
      },
      "/kanna",
      /^Vi känner /,
    );
    const { page } = opened;
    await page.getByText("står 1 i båda").waitFor();
    await expectSound(opened, "own-list");
    await page.getByRole("button", { name: "teknik.csv är en nyare utgåva av skola.csv" }).click();
    await page.getByText("Någon av er har sagt att det är en nyare utgåva.").waitFor();
    await page.getByRole("button", { name: "Ta tillbaka det som sagts" }).click();
    expect(sent()).toEqual(["POST /lists", "POST /lists"]);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("what is said many times of a file stands once, with its first places", async () => {
    const problem = (row: number): object => ({
      code: "readers/bad-value",
      severity: "warning",
      at: { file: "lista.json", place: `/objects/${row}` },
      args: { field: "Members", expected: "reference" },
    });
    const problems = Array.from({ length: 200 }, (_, row) => problem(row));
    const job = { ...importJob, state: "failed", problems };
    const opened = await visited({ ...answers, "GET /jobs": [job] }, "/kanna", /^Vi känner /);
    const { page } = opened;
    const list = page.locator(".problems li");
    await page.getByText("och 197 ställen till").waitFor();
    expect(await list.count()).toBe(1);
    expect(await list.locator(".place").count()).toBe(4);
    await expectSound(opened, "problems-together");
    await opened.close();
  });

  test("who drops files while the position is computed is told that they go first", async () => {
    const jobs = [
      { ...importJob, id: "job-2", state: "running" },
      { ...planJob, state: "waiting" },
    ];
    const opened = await visited({ ...answers, "GET /jobs": jobs }, "/kanna", /^Vi känner /);
    await opened.page.getByText(/^Filerna läses in först\./).waitFor();
    await expectSound(opened, "waiting-files");
    await opened.close();
  });

  test("a script that collects is taken from the page, with the command beside it", async () => {
    const [first, second] = ladder;
    if (first === undefined || second === undefined) throw new Error("the ladder has two sources");
    const printed = { ...second, command: "vallgrav collect ad > samla-ad.ps1" };
    const opened = await visited(
      { ...answers, "GET /ladder": [first, printed] },
      "/kanna",
      /^Vi känner /,
    );
    const { page } = opened;
    await page.getByText("Så tar ni fram: Katalogen utan sessioner").click();
    const link = page.getByRole("link", { name: /^Hämta skriptet/ });
    expect(await link.getAttribute("href")).toBe("/api/collection-script?source=ad");
    expect(await link.getAttribute("download")).toBe("samla-ad.ps1");
    await page.getByText("vallgrav collect ad > samla-ad.ps1").waitFor();
    await page.getByText("Så tar ni fram: Systemförteckningen").click();
    await page.getByText("Vem: Den som håller i den.").waitFor();
    expect(await link.count()).toBe(1);
    await expectSound(opened, "script");
    await opened.close();
  });

  test("what is remembered is listed and forgotten", async () => {
    const { page, close } = await open();
    await page.getByText("Bolag är namn, Löper till är avtal till", { exact: true }).waitFor();
    await page
      .getByRole("button", { name: "Glöm tolkningen av leverantörer och avtal från 2026-11-20" })
      .click();
    await expect.poll(sent).toEqual(["DELETE /mappings/0123456789abcdef"]);
    await close();
  });
});
