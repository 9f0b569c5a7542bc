/** Pages of single things in a real browser: accessible, silent, and they send what is said. */
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { board, openForm, opened } from "./fixtures/asking.ts";
import { found, near, view } from "./fixtures/assets.ts";
import { disputes, judged, pairs, settled } from "./fixtures/knowing.ts";
import * as scenarios from "./scenarios.ts";
import type { Answers } from "./site.ts";
import { expectSound } from "./sound.ts";
import { visit } from "./visit.ts";

function byState(answers: Readonly<Record<string, unknown>>) {
  return (query: URLSearchParams): unknown => answers[query.get("state") ?? ""];
}

const link = `/fraga#${"t".repeat(43)}`;
const said = "Vi behöver ditt svar.";
const page = (of: readonly unknown[]): unknown => ({ pairs: of, total: of.length, next: null });
const answers: Answers = {
  ...scenarios.ready("figures"),
  "GET /identities": byState({ suggested: page(pairs), judged: page(judged) }),
  "GET /contradictions": byState({ open: disputes, settled }),
  "POST /identities": { evidence: "e9" },
  "POST /contradictions": { evidence: "e9" },
  "GET /assets": found,
  "GET /asset": (query: URLSearchParams) => (query.get("id") === view.asset.id ? view : 404),
  "GET /asset/neighbours": near,
  "GET /asks": board,
  "POST /asks": { form: openForm, token: "t".repeat(43) },
  "POST /asks/f1/withdraw": openForm,
  "POST /asks/f1/answer": openForm,
  "POST /ask/open": opened,
  "POST /ask/answer": {},
};
const nothing: Answers = {
  ...answers,
  "GET /identities": page([]),
  "GET /contradictions": [],
};

describe.skipIf(executable === null)("pages of single things", () => {
  const { browser, open, sent, site, taken } = browsing();
  const heading = "2 par kan vara samma sak och en uppgift motsägs.";

  test("judging: accessible, silent, within policy, never too wide", async () => {
    const opened = await open(answers, "/kanna/stammer", heading);
    await expectSound(opened, "judging");
    await opened.close();
  });

  test("judging with nothing to judge says so", async () => {
    const opened = await open(nothing, "/kanna/stammer", "Det finns inget att ta ställning till.");
    await expectSound(opened, "judging-empty");
    await opened.close();
  });

  test("what is said of a pair and of a source is sent, and can be taken back", async () => {
    const { page: shown, close } = await open(answers, "/kanna/stammer", heading);
    const press = async (name: RegExp): Promise<readonly string[]> => {
      await shown.getByRole("button", { name }).first().click();
      await expect.poll(() => sent().length).toBe(1);
      return taken().map(({ what, hasHeader }) => `${what} ${hasHeader}`);
    };
    expect(await press(/^Inte samma: srv-ekonmoi01/)).toEqual(["POST /identities true"]);
    expect(await press(/^Låt den gälla: systemförteckning \(Astrid Påhitt\)/)).toEqual([
      "POST /contradictions true",
    ]);
    expect(await press(/^Ta tillbaka: srv-ekonmoi01/)).toEqual(["POST /identities true"]);
    expect(await press(/^Ta tillbaka: srv-skola-02/)).toEqual(["POST /contradictions true"]);
    await close();
  });

  const asking = "61 frågor väntar på dem som vet.";

  test("asking: accessible, silent, within policy, never too wide, opened too", async () => {
    const visited = await open(answers, "/kanna/fraga-agarna", asking);
    await visited.page.getByRole("button", { name: /^Skriv in svar/ }).click();
    await visited.page.getByRole("checkbox").first().check();
    // What moves nothing today does not bury what does.
    const still = visited.page.getByText(/Larmcentral/).first();
    expect(await still.isVisible()).toBe(false);
    await visited.page.getByText("En fråga till, som inte flyttar läget i dag").click();
    await still.waitFor();
    await expectSound(visited, "asking");
    await visited.close();
  });

  test("a form is made for the owner of what was chosen, with a text to send", async () => {
    const { page: shown, close } = await open(answers, "/kanna/fraga-agarna", asking);
    await shown.getByRole("checkbox").first().check();
    expect(await shown.getByLabel("Vem ska frågas?").inputValue()).toContain("Verksamhetschef");
    await shown.getByRole("button", { name: "Skapa formuläret" }).click();
    const made = shown.getByRole("heading", { name: /^Formulär till Rektor/ });
    await made.waitFor();
    // The link is shown once: whoever made it must not have to look for it.
    expect(await shown.evaluate<string>("document.activeElement?.tagName ?? ''")).toBe("H3");
    const top = (await made.boundingBox())?.y ?? -1;
    expect(top >= 0 && top < 900).toBe(true);
    expect(await shown.locator(".ask-letter").innerText()).toContain(
      `${site().origin}/fraga#${"t".repeat(43)}`,
    );
    expect(taken().map(({ what }) => what)).toEqual(["POST /asks"]);
    await close();
  });

  test("a form on paper has a box and a code for each answer, and stands alone", async () => {
    const { page: shown, close } = await open(answers, "/kanna/fraga-agarna", asking);
    await shown.evaluate("globalThis.print = () => null");
    await shown.getByRole("button", { name: /^Skriv ut/ }).click();
    await shown.emulateMedia({ media: "print" });
    const paper = await shown.locator(".paper").innerText();
    for (const part of ["Kod: K7PXQ2MD", "1A Ja", "1B Nej", "1C Vet ej", "1D Fel person"])
      expect(paper).toContain(part);
    expect(await shown.locator(".page-head:visible").count()).toBe(0);
    await close();
  });

  test("a link shows the questions without an account, and takes one answer", async () => {
    const visited = await open({ ...answers, "GET /session": { state: "signed-out" } }, link, said);
    const { page: shown } = visited;
    await expectSound(visited, "ask-link");
    await shown.getByRole("button", { name: "Skicka svaren" }).click();
    await shown.getByText("Svara på varje fråga.").waitFor();
    await shown.getByText("Ja", { exact: true }).first().click();
    await shown.getByText("Vet ej", { exact: true }).last().click();
    await shown.getByRole("button", { name: "Skicka svaren" }).click();
    await shown.getByRole("heading", { level: 1, name: "Tack!" }).waitFor();
    const told = taken().map(({ what }) => what);
    expect(told.filter((what) => what === "POST /ask/answer")).toHaveLength(1);
    await visited.close();
  });

  test("a link that does not hold says so in words", async () => {
    const bad = { ...answers, "POST /ask/open": { status: 404, code: "asking/bad-link" } };
    site().answer(bad);
    const visited = await visit(browser(), `${site().origin}${link}`, {
      expected: /Failed to load resource/,
    });
    await visited.page.getByRole("heading", { level: 1, name: "Länken gäller inte." }).waitFor();
    await expectSound(visited, "ask-link-bad");
    taken();
    await visited.close();
  });

  const thing = `/kanna/sak/${encodeURIComponent(view.asset.id).replaceAll(".", "%2E")}`;
  const name = "srv-omsorg-01.vallkoping.example.se";

  test("search: accessible, silent, within policy, never too wide", async () => {
    const visited = await open(answers, "/kanna/sok", "Vi känner 120 saker.");
    await expectSound(visited, "search");
    await visited.close();
  });

  test("what is typed is searched, and a name leads to its page", async () => {
    const asked: (string | null)[] = [];
    const watched = (query: URLSearchParams): unknown => {
      asked.push(query.get("text"));
      return query.get("text") === "omsorg" ? { ...found, total: 1 } : found;
    };
    const {
      page: shown,
      close,
      faults,
    } = await open({ ...answers, "GET /assets": watched }, "/kanna/sok", "Vi känner 120 saker.");
    await shown.evaluate(`
      globalThis.headings = [];
      new MutationObserver(() => headings.push(document.querySelector("h1").textContent))
        .observe(document.querySelector("h1"), { subtree: true, characterData: true });
    `);
    await shown.getByRole("searchbox", { name: "Sök" }).fill("omsorg");
    await shown.getByRole("heading", { level: 1, name: "En sak stämmer." }).waitFor();
    // What was found before stands until the answer has come, under its own heading.
    expect(await shown.evaluate("headings")).toEqual(["En sak stämmer."]);
    expect(asked.at(-1)).toBe("omsorg");
    await shown.getByRole("link", { name }).click();
    await shown.getByRole("heading", { level: 1, name }).waitFor();
    expect(new URL(shown.url()).pathname).toBe(thing);
    await shown.reload();
    await shown.getByRole("heading", { level: 1, name }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  test("a thing: accessible, silent, within policy, never too wide", async () => {
    const visited = await open(answers, thing, name);
    await visited.page
      .getByText("katalog-vallkoping.zip/computers.json, /data/12")
      .first()
      .waitFor();
    await expectSound(visited, "asset");
    await visited.page.getByLabel("Hur långt").selectOption("2");
    await visited.page.getByText("Fler än 20 000 ligger inom två steg").waitFor();
    await visited.page.getByRole("button", { name: "Hör inte hit: srv-omsorg01" }).click();
    await expect.poll(() => taken().map(({ what }) => what)).toEqual(["POST /identities"]);
    await visited.close();
  });

  test("an address of nothing says so", async () => {
    site().answer(answers);
    for (const path of ["/kanna/sak/computer%2Fhost%3Anobody", "/kanna/sak/%E0%A4"]) {
      const visited = await visit(browser(), `${site().origin}${path}`, {
        expected: /Failed to load resource/,
      });
      const heading = visited.page.getByRole("heading", { level: 1 });
      await heading.filter({ hasText: "Den saken finns inte" }).waitFor();
      expect(visited.faults).toEqual([]);
      await visited.close();
    }
  });
});
