/** Shapes of what the routes of findings answer. Loose: they grow with what is known. */
import { z } from "zod";

const text = z.strictObject({ sv: z.string(), en: z.string() });
const band = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
const moved = { holds: band, heldDays: band, serviceHours: band, persons: band, sek: band };
const asset = z.strictObject({ id: z.string(), kind: z.string(), name: z.string() });

const exposure = z
  .strictObject({
    from: z.enum(["internet", "named", "inside", "unknown"]),
    services: z.array(z.string()),
    zones: z.array(z.string()),
  })
  .optional();

const finding = z.looseObject({
  id: z.string(),
  also: z.array(z.string()),
  asset,
  weakness: z.string(),
  title: text,
  severity: z.enum(["unrated", "none", "low", "medium", "high", "critical"]),
  score: z.number().nullable(),
  certainty: z.number().nullable(),
  reports: z.array(
    z.looseObject({
      tool: z.string(),
      check: z.string(),
      at: z.string(),
      file: z.string().nullable(),
      place: z.string().nullable(),
    }),
  ),
  first: z.string(),
  last: z.string(),
  state: z.enum(["open", "accepted", "gone"]),
  owner: z.string().nullable(),
  unit: z.string().nullable(),
  exposure,
  decision: z.looseObject({ by: z.string(), at: z.string() }).nullable(),
  fix: z.looseObject({ text, copy: z.string().nullable() }),
  history: z.array(z.looseObject({ kind: z.string(), at: z.string() })),
  impact: z.looseObject({ ...moved, loss: band, runs: z.number() }).nullable(),
});

const impacts = z.discriminatedUnion("state", [
  z.looseObject({
    state: z.literal("ready"),
    today: z.looseObject(moved),
    runs: z.number(),
    order: z.strictObject({
      places: z.number(),
      tau: z.number().nullable(),
      ceiling: z.number().nullable(),
    }),
  }),
  z.looseObject({ state: z.literal("computing"), job: z.looseObject({ id: z.string() }) }),
  z.looseObject({ state: z.literal("refused"), problems: z.array(z.looseObject({})) }),
]);

const concerned = z.array(
  z.looseObject({
    asset,
    because: z.array(z.string()),
    findings: z.array(z.string()),
    systems: z.array(asset),
    owner: z.string().nullable(),
    unit: z.string().nullable(),
    committees: z.array(z.string()),
    ports: z.array(z.string()),
    exposure,
    impact: z.looseObject({ ...moved, loss: band, runs: z.number() }).nullable(),
  }),
);
const advisories = z.looseObject({
  updatedAt: z.string(),
  unknown: z.number(),
  notExamined: z.number(),
});

/** By route. */
export const findingAnswers: Readonly<Record<string, z.ZodType>> = {
  "POST /affected": z.looseObject({
    cves: z.array(z.string()),
    names: z.array(z.string()),
    affected: concerned,
    unknown: concerned,
    letters: z.array(z.looseObject({ to: z.string().nullable(), subject: text, text })),
    advisoriesAt: z.string().nullable(),
    speak: z.enum(["figures", "words"]),
  }),
  "GET /findings": z.looseObject({
    findings: z.array(finding),
    total: z.number(),
    next: z.number().nullable(),
    counts: z.strictObject({ open: z.number(), accepted: z.number(), gone: z.number() }),
    owners: z.array(z.string()),
    units: z.array(z.string()),
    impacts,
    advisories: advisories.nullable(),
  }),
  "GET /findings/csv": z.string(),
  "GET /finding": finding,
  "POST /finding": finding,
};
