/** The log: who did what, and when. Looking at it is itself an entry. */
import type { Instant } from "@vallgrav/kernel";
import type { Accounts } from "@vallgrav/platform/accounts";
import type { AuditEntry, AuditPage } from "@vallgrav/platform/api";
import type { Audit } from "@vallgrav/platform/audit";
import type { AuditRow } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parseQuery } from "../parse.ts";
import { auditors, found, type Route } from "../route.ts";

/** Entries per answer. */
const pageSize = 100;
const textLimit = 200;
const day = z.iso.date().optional();

const asked = z.strictObject({
  who: z.string().max(textLimit).optional(),
  what: z.string().max(textLimit).optional(),
  from: day,
  until: day,
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
});

const dayMs = 86_400_000;

/** Midnight UTC of a day, or of the day after it. */
function midnight(text: string, days: number): Instant {
  return new Date(Date.parse(text) + days * dayMs).toISOString() as Instant;
}

function detailOf(row: AuditRow): AuditEntry["detail"] {
  if (row.detail === null) return null;
  const { detail } = JSON.parse(row.detail) as { readonly detail: unknown };
  const texts = Object.entries(Object(detail) as object).filter(
    (one): one is [string, string] => typeof one[1] === "string",
  );
  return Object.fromEntries(texts);
}

function entryOf(row: AuditRow, names: ReadonlyMap<string, string>): AuditEntry {
  const { object, outcome } = JSON.parse(row.entry) as Pick<AuditEntry, "object" | "outcome">;
  const { seq: number, at, actor, action } = row;
  const name = names.get(actor) ?? null;
  return { number, at, actor, name, action, object, outcome, detail: detailOf(row) };
}

/** Ids that a search for who means: accounts whose name holds it, and ids as they stand. */
function actorsOf(who: string, names: ReadonlyMap<string, string>): readonly string[] {
  const wanted = who.trim().toLowerCase();
  const known = [...names].filter(([, name]) => name.toLowerCase().includes(wanted));
  return [...known.map(([id]) => id), wanted, who.trim()];
}

/** Routes of the log. */
export function auditRoutes(
  audit: Pick<Audit, "find" | "state">,
  accounts: Pick<Accounts, "list">,
): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/audit",
      rule: auditors,
      action: "audit/view",
      asks: asked,
      handle: async ({ query }) => {
        const { who = "", what = "", from, until, before } = parseQuery(asked, query);
        const names = new Map((await accounts.list()).map(({ id, name }) => [id, name]));
        const rows = await audit.find(
          {
            ...(who.trim() === "" ? {} : { actors: actorsOf(who, names) }),
            action: what.trim(),
            ...(from === undefined ? {} : { from: midnight(from, 0) }),
            ...(until === undefined ? {} : { until: midnight(until, 1) }),
            ...(before === undefined ? {} : { before }),
          },
          pageSize + 1,
        );
        const entries = rows.slice(0, pageSize).map((row) => entryOf(row, names));
        const page: AuditPage = {
          entries,
          next: rows.length > pageSize ? (entries.at(-1)?.number ?? null) : null,
          total: (await audit.state()).entries,
        };
        return found(page);
      },
    },
  ];
}
