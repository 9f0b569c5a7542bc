/**
 * Hostile names wherever the server tells one: marks that turn the writing round, and compounds of
 * more than eighty letters. No page turns round, none grows wider than its window.
 */
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { board } from "./fixtures/asking.ts";
import { found, near, view } from "./fixtures/assets.ts";
import { findingsPage } from "./fixtures/findings.ts";
import { disputes, judged, pairs, settled } from "./fixtures/knowing.ts";
import { ready } from "./scenarios.ts";
import type { Answers } from "./site.ts";
import { expectSound } from "./sound.ts";
import { settle, visit } from "./visit.ts";

const long =
  "Överförmyndarförvaltningsverksamhetssystemsäkerhetskopieringsåterställningsprovsprotokoll";
const hostile = `Hem\u202Etjänst\u202C\u200F ${long}`;
/** Members that hold a name that somebody wrote. */
const named: ReadonlySet<string> = new Set([
  "by",
  "evidence",
  "file",
  "name",
  "owner",
  "person",
  "place",
  "value",
]);

/** The answer with every written name replaced; marks keep what must differ apart. */
function renamed(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(renamed);
  if (typeof answer !== "object" || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [
      key,
      typeof value === "string" && named.has(key) ? `${hostile} ${value}` : renamed(value),
    ]),
  );
}

const listOf = (of: readonly unknown[]): unknown => ({ pairs: of, total: of.length, next: null });
const answers: Answers = {
  ...ready("figures"),
  "GET /assets": found,
  "GET /asset": view,
  "GET /asset/neighbours": near,
  "GET /asks": board,
  "GET /findings": findingsPage("figures"),
  "GET /identities": (query: URLSearchParams) =>
    listOf(query.get("state") === "judged" ? judged : pairs),
  "GET /contradictions": (query: URLSearchParams) =>
    query.get("state") === "settled" ? settled : disputes,
};

/** Everything that is answered, renamed as it leaves. */
const hostileAnswers: Answers = Object.fromEntries(
  Object.entries(answers).map(([what, answer]) => [
    what,
    typeof answer === "function"
      ? (query: URLSearchParams) => renamed((answer as (asked: URLSearchParams) => unknown)(query))
      : renamed(answer),
  ]),
);

const pages = [
  ["position", "/"],
  ["sources", "/kanna"],
  ["map", "/kanna/karta"],
  ["search", "/kanna/sok"],
  ["asset", `/kanna/sak/${encodeURIComponent(view.asset.id).replaceAll(".", "%2E")}`],
  ["judging", "/kanna/stammer"],
  ["asking", "/kanna/fraga-agarna"],
  ["ways", "/skydda"],
  ["findings", "/skydda/brister"],
  ["accounts", "/styra/konton"],
] as const;

// That a browser is there where one is required is asserted in pages.test.ts.
describe.skipIf(executable === null)("hostile names", () => {
  const { browser, site } = browsing();

  for (const [name, path] of pages)
    test(`${name}: no name turns the writing round or widens the page`, async () => {
      site().answer(hostileAnswers);
      const opened = await visit(browser(), `${site().origin}${path}`);
      await opened.page
        .getByText(/Överförmyndarförvaltning/u)
        .first()
        .waitFor();
      await settle(opened.page);
      const shown = await opened.page.locator("body").innerText();
      expect(shown.match(/[\u202A-\u202E\u2066-\u2069\u200E\u200F]/u)).toBeNull();
      await expectSound(opened, `names-${name}`);
      await opened.close();
    });
});
