/** Shapes of what the routes of the watch answer; see `answers.ts`. */
import { z } from "zod";

const moment = z.iso.datetime();
const count = z.int().min(0);
const share = z.number().min(0).max(1);
const asset = z.strictObject({ id: z.string(), kind: z.string(), name: z.string() });
const text = z.strictObject({ sv: z.string(), en: z.string() });
const level = z.enum(["informational", "low", "medium", "high", "critical"]);

const source = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["http", "syslog-udp", "syslog-tcp", "syslog-tls", "relp", "file"]),
  silentAfterMinutes: z.int().nullable(),
  createdAt: moment,
  endedAt: moment.nullable(),
  lastAt: moment.nullable(),
  isSilent: z.boolean(),
  counts: z.strictObject({
    parsed: count,
    refused: count,
    repeated: count,
    matched: count,
    dropped: count,
  }),
});

const state = z.strictObject({
  isOn: z.boolean(),
  listening: z.array(z.string()),
  rules: z.strictObject({ active: count, refused: count, files: z.array(z.string()) }),
  waiting: count,
  bufferBytes: count,
  bufferLimitBytes: count,
  sources: z.array(source),
});

const row = {
  id: z.string(),
  rule: z.string(),
  title: z.string(),
  name: text.nullable(),
  level,
  techniques: z.array(z.string()),
  state: z.enum(["new", "seen", "case", "benign"]),
  firstAt: moment,
  lastAt: moment,
  count,
  subject: z.strictObject({
    host: z.string().nullable(),
    account: z.string().nullable(),
    address: z.string().nullable(),
  }),
  assets: z.array(asset),
};

const event = z.strictObject({
  at: moment,
  source: z.string(),
  line: count.nullable(),
  matched: z.array(z.strictObject({ field: z.string().nullable(), values: z.array(z.string()) })),
  fields: z.record(z.string(), z.string()),
  text: z.string().nullable(),
});

const view = z.strictObject({
  ...row,
  receivedAt: moment,
  note: z.string(),
  changedBy: z.string().nullable(),
  changedAt: moment.nullable(),
  description: z.string(),
  falsePositives: z.array(z.string()),
  own: z.strictObject({ means: text, falsePositives: text, firstAction: text }).nullable(),
  events: z.array(event),
});

const thing = z.strictObject({
  asset,
  step: text,
  technique: z.string().nullable(),
  share,
  days: z.number().min(0),
});

const reach = z.strictObject({
  held: z.array(z.strictObject({ asset, step: text })),
  runs: count,
  horizonDays: z.number(),
  things: z.array(thing),
  more: count,
  withinDay: count,
  fell: share,
  next: z.array(thing),
  // As the ways in are told.
  ways: z.array(z.looseObject({ objective: z.string(), frequency: share })),
});

const tuning = z.strictObject({
  id: z.string(),
  rule: z.string(),
  field: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
  owner: z.string(),
  createdAt: moment,
  expiresAt: moment,
  isOver: z.boolean(),
});

const foreign = z.strictObject({
  files: z.array(
    z.strictObject({
      name: z.string(),
      forms: z.array(z.string()),
      alerts: count,
      skipped: count,
      problems: z.array(z.looseObject({ code: z.string() })),
    }),
  ),
  added: count,
  known: count,
  tuned: count,
});

const duty = z.strictObject({
  who: z.string().nullable(),
  reach: z.string(),
  by: z.string(),
  at: moment,
});

/** By route. */
export const detectAnswers: Readonly<Record<string, z.ZodType | null>> = {
  "GET /watch": state,
  "POST /watch/sources": source.extend({ token: z.string() }),
  "DELETE /watch/sources/:id": null,
  "GET /watch/alerts": z.array(z.strictObject(row)),
  "GET /watch/alerts/:id": view,
  "GET /watch/alerts/:id/reach": z.strictObject({ reach: reach.nullable() }),
  "POST /watch/alerts/:id": view,
  "POST /watch/imports": foreign,
  "GET /watch/rules": z.strictObject({
    rules: z.array(
      z.strictObject({
        rule: z.string(),
        title: z.string(),
        name: text.nullable(),
        level,
        techniques: z.array(z.string()),
        source: z.string(),
        state: z.enum(["active", "unfed", "waiting"]),
      }),
    ),
    techniques: count,
    matrix: z.array(
      z.strictObject({
        tactic: text,
        techniques: z.array(z.strictObject({ id: z.string(), name: z.string(), rules: count })),
      }),
    ),
  }),
  "GET /watch/duty": z.strictObject({ duty: duty.nullable() }),
  "POST /watch/duty": z.strictObject({ duty }),
  "GET /watch/tunings": z.array(tuning),
  "POST /watch/tunings": tuning,
  "DELETE /watch/tunings/:id": null,
};
