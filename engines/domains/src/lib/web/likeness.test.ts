/** The same page over both families of addresses. */
import { expect, test } from "vitest";
import { isSamePage } from "./likeness.ts";
import type { HttpReply } from "./web-facts.ts";

const page = (body: string, status = 200): HttpReply => {
  return { kind: "reply", status, headers: [], body };
};
const words = Array.from({ length: 100 }, (_, at) => `ord${at}`);

test("[H40] two answers are the same page by status and nine words of ten", () => {
  const changed = (count: number) =>
    page(words.map((word, at) => (at < count ? `annat${at}` : word)).join(" "));
  const first = page(words.join(" "));
  expect([0, 10, 11, 100].map((count) => isSamePage(first, changed(count)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(isSamePage(first, page(words.join(" "), 404))).toBe(false);
  expect([isSamePage(page(""), page("")), isSamePage(page(""), first)]).toEqual([true, false]);
  expect(isSamePage(first, { kind: "silent" })).toBeNull();
  expect(isSamePage({ kind: "closed" }, first)).toBeNull();
});

test("[H40] values made anew with each answer are no difference", () => {
  const made = (nonce: string, state: string) =>
    page(
      `<script nonce="${nonce}"></script>` +
        `<input type="hidden" name="__VIEWSTATE" value="${state}">` +
        `<p>Välkommen till kommunen ${"0123456789abcdef".replaceAll("0", nonce.slice(0, 1))}</p>`,
    );
  expect(isSamePage(made("a1b2", "x ".repeat(400)), made("c3d4", "y ".repeat(900)))).toBe(true);
});
