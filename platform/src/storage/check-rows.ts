/** Checks of domains: what each came to, shortly and whole. */
import type { Instant, Json } from "@vallgrav/kernel";
import { type Kysely, sql, type Transaction } from "kysely";
import { type Database, keepable } from "./database.ts";
import type { DomainCheckStore, DomainCheckSummary } from "./check-port.ts";
import type { Schema } from "./schema.ts";

/** Checks kept of one domain; weekly ones for ten years. */
const mostKept = 520;

type Row = { readonly id: string; readonly domain: string; readonly at: string };

function summaryOf(row: Row & { readonly summary: string }): DomainCheckSummary {
  const { id, domain, at, summary } = row;
  return { id, domain, at: at as Instant, summary: JSON.parse(summary) as Json };
}

/** Removes what is older than the newest that are kept. */
async function trim(trx: Transaction<Schema>, domain: string): Promise<void> {
  const rows = trx
    .selectFrom("domain_check")
    .select("id")
    .where("domain", "=", domain)
    .orderBy("at", "desc")
    .orderBy("id", "desc");
  const kept = await rows.limit(mostKept).execute();
  if (kept.length < mostKept) return;
  const ids = kept.map(({ id }) => id);
  await trx
    .deleteFrom("domain_check")
    .where("domain", "=", domain)
    .where("id", "not in", ids)
    .execute();
}

/** The newest of each domain: moments have one length, so that text finds the greatest. */
async function newest(db: Kysely<Schema>): Promise<readonly (Row & { summary: string })[]> {
  const last = await db
    .selectFrom("domain_check")
    .select(sql<string>`max(at || ' ' || id)`.as("last"))
    .groupBy("domain")
    .execute();
  if (last.length === 0) return [];
  const ids = last.map((one) => one.last.slice(one.last.indexOf(" ") + 1));
  return db
    .selectFrom("domain_check")
    .select(["id", "domain", "at", "summary"])
    .where("id", "in", ids)
    .orderBy("domain")
    .execute();
}

/** The part of the store that keeps checks of domains. */
export function domainCheckStore(database: Database): DomainCheckStore {
  return {
    add: async (records) => {
      const rows = records.map(({ id, domain, at, summary, report }) => ({
        id: keepable(id),
        domain: keepable(domain),
        at,
        summary: keepable(JSON.stringify(summary)),
        report: keepable(JSON.stringify(report)),
      }));
      await database.write(async (trx) => {
        // One by one: a report is tens of kilobytes, and statements have their limit.
        for (const row of rows) await trx.insertInto("domain_check").values(row).execute();
        for (const domain of new Set(rows.map((row) => row.domain))) await trim(trx, domain);
      });
    },
    latest: async () => (await database.read((db) => newest(db))).map(summaryOf),
    history: async (domain, most) => {
      const rows = await database.read((db) =>
        db
          .selectFrom("domain_check")
          .select(["id", "domain", "at", "summary"])
          .where("domain", "=", domain)
          .orderBy("at", "desc")
          .orderBy("id", "desc")
          .limit(most)
          .execute(),
      );
      return rows.map(summaryOf);
    },
    report: async (id) => {
      const row = await database.read((db) =>
        db.selectFrom("domain_check").select("report").where("id", "=", id).executeTakeFirst(),
      );
      return row === undefined ? null : (JSON.parse(row.report) as Json);
    },
  };
}
