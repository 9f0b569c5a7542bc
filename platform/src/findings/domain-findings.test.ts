/** What own domains failed, as findings that close when it is put right. */
import { parseDomainName } from "@vallgrav/domains";
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { DomainItem } from "../api/index.ts";
import { clearancesOf } from "../hygiene/index.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { domainBook, domainFindings, type Look } from "./domain-findings.ts";
import { historyOf } from "./history.ts";
import { findingId } from "./view.ts";

const words = { sv: "Förfalskad post avvisas", en: "Forged mail is rejected" };

function item(check: string, standing: DomainItem["standing"]): DomainItem {
  return {
    check,
    category: "mail",
    weight: "required",
    standing,
    about: [{ sv: "p=none", en: "p=none" }],
    profiles: ["vallgrav"],
    asks: words,
    fix: { sv: "Sätt p=reject.", en: "Set p=reject." },
    copy: "v=DMARC1; p=reject",
  };
}

/** Looks, the newest first, each by how the question came out. */
function looks(...standings: readonly DomainItem["standing"][]): readonly Look[] {
  return standings.map((standing, at) => ({
    at: `2026-11-${String(20 - at).padStart(2, "0")}T08:00:00.000Z` as Instant,
    items: [item("dmarc-policy", standing)],
  }));
}

const found = (...standings: readonly DomainItem["standing"][]) =>
  domainFindings("kommun.example", true, looks(...standings))[0];

test("[FN666] what a domain failed is a finding, known again, gone when it is put right", () => {
  const one = found("failed", "failed", "passed");
  expect(one).toMatchObject({
    weakness: "domain:dmarc-policy",
    severity: "high",
    title: { sv: "Underkänt: Förfalskad post avvisas (p=none)" },
    fix: { copy: "v=DMARC1; p=reject" },
    first: "2026-11-19T08:00:00.000Z",
    last: "2026-11-20T08:00:00.000Z",
    goneSince: null,
    touches: [{ asset: "mail", step: "senderVerified" }],
  });
  expect(found("passed", "not-applicable")).toBeUndefined();
  expect(found("unknown")).toBeUndefined();
  expect(found("notice", "passed", "failed")?.goneSince).toBe("2026-11-19T08:00:00.000Z");
  // Not knowing is not mended.
  expect(found("unknown", "failed")?.goneSince).toBeNull();
  expect(found("passed", "unknown", "failed")?.goneSince).toBe("2026-11-20T08:00:00.000Z");
  const ids = [found("failed"), found("passed", "failed")].map((each) =>
    findingId(each?.name ?? ""),
  );
  expect(new Set(ids).size).toBe(1);
  const other = domainFindings("annan.example", true, looks("failed"))[0];
  expect(findingId(other?.name ?? "")).not.toBe(ids[0]);
  // A name below has the policy of the domain it lies under.
  expect(domainFindings("www.kommun.example", false, looks("failed"))[0]?.touches).toEqual([]);
});

test("[FN665] its looks are its history, and that it is gone", () => {
  const gone = found("passed", "failed", "failed");
  if (gone === undefined) throw new Error("it failed before");
  expect(historyOf(gone, null).map(({ kind, at }) => [kind, at.slice(0, 10)])).toEqual([
    ["gone", "2026-11-20"],
    ["told", "2026-11-19"],
    ["told", "2026-11-18"],
  ]);
});

onSqlite((stores) => {
  test("[FN666] only domains that are named as own have findings, read once a look", async () => {
    const store = await stores.open();
    const now = () => "2026-11-21T08:00:00.000Z" as Instant;
    const clearances = clearancesOf({ settings: store.settings, now });
    const report = (standing: string) =>
      ({
        breaks: [],
        categories: {},
        notCleared: [],
        notOpen: [],
        resolver: "x",
        dnssec: { status: "secure", reason: "" },
        items: [
          { check: "dmarc-policy", category: "mail", weight: "required", standing, about: [] },
        ],
      }) as never;
    const summary = { scores: {}, counts: {}, next: null } as never;
    const check = (id: string, domain: string, day: string, standing: string) => ({
      id,
      domain,
      at: `2026-11-${day}T08:00:00.000Z` as Instant,
      summary,
      report: report(standing),
    });
    await store.domainChecks.add([
      check("a1", "kommun.example", "10", "failed"),
      check("b1", "www.kommun.example", "10", "failed"),
      check("c1", "annan.example", "10", "failed"),
    ]);
    const asked: string[] = [];
    const domainChecks = {
      ...store.domainChecks,
      report: async (id: string) => {
        asked.push(id);
        return store.domainChecks.report(id);
      },
    };
    const book = domainBook({ settings: store.settings, domainChecks }, now);
    expect((await book()).gathered).toEqual([]);
    const by = "Signe Testsson";
    const domain = parseDomainName("kommun.example");
    if (!domain.ok) throw new Error("a name");
    const named = { domain: domain.value, until: "2027-06-30", by };
    expect((await clearances.record(named)).ok).toBe(true);
    const names = async () =>
      (await book()).gathered.map(({ asset, goneSince }) => [asset.name, goneSince]);
    expect(await names()).toEqual([
      ["kommun.example", null],
      ["www.kommun.example", null],
    ]);
    await book();
    expect(asked).toEqual(["a1", "b1"]);
    await store.domainChecks.add([check("a2", "kommun.example", "12", "passed")]);
    expect((await names())[0]).toEqual(["kommun.example", "2026-11-12T08:00:00.000Z"]);
    expect(asked).toEqual(["a1", "b1", "a2", "a1"]);
  });
});
