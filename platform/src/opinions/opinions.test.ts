/** Opinions before the first real import. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Instant } from "@vallgrav/kernel";
import { afterEach, expect, test } from "vitest";
import { openStore, type Store } from "../storage/index.ts";
import { type GivenOpinion, isOpinionKind, opinionKinds, opinionsOf } from "./index.ts";

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function store(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-opinions-"));
  const found = await openStore(join(folder, "vallgrav.db"));
  opened.push(async () => {
    await found.close();
    rmSync(folder, { recursive: true });
  });
  return found;
}

const now = (): Instant => "2026-11-24T08:00:00.000Z" as Instant;

function given(change: Partial<GivenOpinion>): GivenOpinion {
  return { kind: "archive", answer: "given", who: "", reference: "", text: "", ...change };
}

test("[OP1] four are asked, each with a question and a draft in Swedish", async () => {
  const { settings } = await store();
  const opinions = opinionsOf({ settings, now });
  const { isSettled, opinions: asked } = await opinions.list();
  expect([isSettled, asked.map(({ kind }) => kind)]).toEqual([
    false,
    ["security-protection", "data-protection", "archive", "unions"],
  ]);
  for (const { kind, draft } of asked) {
    expect([kind, /^# \S.*Vallgrav\n/.test(draft), draft.length > 1_000]).toEqual([
      kind,
      true,
      true,
    ]);
    // Nobody is to take a section for checked that is not, and there is a place to sign.
    expect(draft).toContain("inte kontrollerade mot källan");
    expect(draft).toContain("Dnr [diarienummer]");
  }
  expect(asked.every(({ recorded }) => recorded === null)).toBe(true);
  expect([isOpinionKind("unions"), isOpinionKind("constructor")]).toEqual([true, false]);
});

test("[OP2] given by somebody, not needed or later for a reason; else it is refused", async () => {
  const { settings } = await store();
  const opinions = opinionsOf({ settings, now });
  const cases: readonly (readonly [Partial<GivenOpinion>, string | null])[] = [
    [{ answer: "given" }, "opinions/needs-who"],
    [{ answer: "given", who: "  " }, "opinions/needs-who"],
    [{ answer: "not-needed" }, "opinions/needs-reason"],
    [{ answer: "later", who: "Någon", text: " \n" }, "opinions/needs-reason"],
    [{ answer: "given", who: "x".repeat(201) }, "opinions/too-long"],
    [{ answer: "later", text: "x".repeat(4_001) }, "opinions/too-long"],
    [{ answer: "given", who: "Arkivarie Exempel" }, null],
    [{ answer: "later", text: "ombudet är på väg" }, null],
  ];
  for (const [change, code] of cases) {
    const done = await opinions.record(given(change), "Astrid");
    expect([change, done.ok ? null : done.problem.code]).toEqual([change, code]);
  }
});

test("[OP3] all are settled when each has an answer; a later one takes its place", async () => {
  const { settings } = await store();
  const opinions = opinionsOf({ settings, now });
  for (const kind of opinionKinds)
    await opinions.record(given({ kind, answer: "later", text: "efter semestern" }), "Astrid");
  expect((await opinions.list()).isSettled).toBe(true);
  const last = await opinions.record(
    given({ who: " Arkivarie Exempel ", reference: "KS 2026-1", text: "gallras" }),
    "Bertil",
  );
  const found = (await opinions.list()).opinions.find(({ kind }) => kind === "archive");
  expect(found?.recorded).toEqual({
    answer: "given",
    who: "Arkivarie Exempel",
    reference: "KS 2026-1",
    text: "gallras",
    by: "Bertil",
    at: now(),
  });
  if (!last.ok) throw new Error(last.problem.code);
  await last.value.undo();
  const before = (await opinions.list()).opinions.find(({ kind }) => kind === "archive");
  expect(before?.recorded?.answer).toBe("later");
});

test("[OP3] what somebody else wrote into the setting is no answer", async () => {
  const { settings } = await store();
  await settings.save("opinions", { archive: { answer: "yes" }, unions: "x", more: 1 }, 0);
  const { isSettled, opinions } = await opinionsOf({ settings, now }).list();
  expect([isSettled, opinions.filter(({ recorded }) => recorded !== null)]).toEqual([false, []]);
});
