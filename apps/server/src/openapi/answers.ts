/**
 * Shapes of what every route answers when it does not refuse, by its name. Tests hold them against
 * real answers, and fail for a route that is not here. Refusals are problem JSON everywhere.
 */
import { z } from "zod";
import { realityAnswers } from "./reality-answers.ts";
import { yearlyAnswers } from "./yearly-answers.ts";
import { scimAnswers } from "../scim/answers.ts";
import { askingAnswers } from "./asking-answers.ts";
import { coverageAnswers } from "./coverage-answers.ts";
import { domainAnswers } from "./domain-answers.ts";
import { hygieneAnswers } from "./hygiene-answers.ts";
import { mappingAnswers } from "./mapping-answers.ts";
import { registerAnswers } from "./register-answers.ts";
import { placeAnswers } from "./place-answers.ts";
import { releaseAnswers } from "./release-answers.ts";
import { opinionAnswers } from "./opinion-answers.ts";
import { findingAnswers } from "./finding-answers.ts";
import { detectAnswers } from "./detect-answers.ts";
import { costAnswers } from "./cost-answers.ts";
import { graphAnswers } from "./graph-answers.ts";
import { peopleAnswers } from "./people-answers.ts";
import { webhookAnswers } from "./webhook-answers.ts";
import { attackersAnswer, surveyAnswer } from "./survey-answer.ts";

const id = z.string();
const moment = z.iso.datetime();
const share = z.number().min(0).max(1);
const count = z.int().min(0);
const text = z.strictObject({ sv: z.string(), en: z.string() });
const band = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
const standing = z.enum(["observed", "declared", "assumed"]);
const asset = z.strictObject({ id, kind: z.string(), name: z.string() });
const problem = z.strictObject({
  code: z.string(),
  severity: z.enum(["error", "warning", "notice"]),
  at: z.looseObject({}).nullable(),
  args: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** What every refusal is (RFC 9457), with our code; further members tell more. */
export const refusal: z.ZodType = z.looseObject({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: z.string().regex(/^[a-z]+\/[a-z\d-]+$/),
  problems: z.array(problem).optional(),
  fields: z.array(z.string()).optional(),
});

const job = z.strictObject({
  id,
  kind: z.enum([
    "import",
    "withdraw",
    "dials",
    "plan",
    "survey",
    "what-if",
    "domains",
    "alerts",
    "example",
  ]),
  title: z.string(),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  done: z.number(),
  total: z.number().nullable(),
  counts: z.record(z.string(), z.number()),
  problems: z.array(problem),
  attempt: z.int(),
  createdAt: moment,
  endedAt: moment.nullable(),
});

/* What the model and the dials tell is loose: it grows, and none of it is anybody's secret. */
const report = z.looseObject({
  files: z.array(
    z.looseObject({
      name: z.string(),
      evidence: id,
      reader: z.string(),
      producedAt: moment.nullable(),
      observations: count,
      already: z.boolean(),
      tables: z.array(z.looseObject({ sheet: z.string().nullable(), rows: count })).optional(),
    }),
  ),
  kinds: z.array(
    z.looseObject({
      kind: z.string(),
      declared: count.nullable(),
      read: count,
      distinct: count,
    }),
  ),
  rights: z.looseObject({ read: count, distinct: count, repeats: count }),
  domains: z.array(z.string()),
  problems: z.array(problem),
});

const status = z.looseObject({
  assets: z.array(z.looseObject({ kind: z.string(), count, listed: count })),
  relations: count,
  evidence: z.array(
    z.looseObject({
      id,
      name: z.string(),
      reader: z.string(),
      producedAt: moment.nullable(),
      receivedAt: moment,
      observations: count,
    }),
  ),
  contradictions: count,
  vitalServices: count,
  model: z.string(),
});

const question = z.looseObject({
  id,
  answer: z.enum(["count", "yes-no"]),
  text,
  hint: text,
  said: z.looseObject({ value: z.union([z.number(), z.boolean()]), at: moment }).nullable(),
});

const spread = z.looseObject({
  mean: z.number(),
  p95: z.number(),
  tail95: z.number(),
  sampling: z.looseObject({ mean: band, tail95: band }),
  knowledge: z.looseObject({ mean: band }),
});

const days = z.number().nullable();
const dials = z.looseObject({
  resistance: z.looseObject({
    profile: z.string(),
    medianDays: days,
    p10Days: days,
    p90Days: days,
    probabilityHolds: share,
    heldDays: z.number(),
    horizonDays: z.number(),
    outcomes: z.looseObject({ fell: share, blocked: share, outlasted: share, evicted: share }),
    blindHolds: share,
    sampling: z.looseObject({
      probabilityHolds: band,
      heldDays: band,
      medianDays: z.looseObject({ low: days, high: days }),
    }),
    knowledge: z.looseObject({ probabilityHolds: band, heldDays: band }),
    evidence: z.looseObject({ observed: share, declared: share, assumed: share }),
    speak: z.enum(["figures", "words"]),
  }),
  damage: z.looseObject({
    serviceHours: spread,
    persons: spread,
    sek: spread,
    perService: z.array(
      z.looseObject({ id, name: z.string(), hours: z.number(), fellShare: share }),
    ),
  }),
});

const plan = z.looseObject({
  budgetSek: z.number(),
  costSek: z.number(),
  hours: z.number(),
  gap: z.number(),
  remains: z.number(),
  outOfSample: band,
  finished: z.boolean(),
  measures: z.array(z.looseObject({ id, name: text, costSek: z.number(), hours: z.number() })),
  before: dials,
  after: dials,
  run: z.looseObject({ id, model: z.string(), engine: z.string() }),
});

const early = z.looseObject({
  budgetSek: z.number(),
  runs: z.number(),
  ofRuns: z.number(),
  costSek: z.number(),
  measures: z.array(z.looseObject({ id, name: text, costSek: z.number() })),
  remains: share,
  bound: share,
  gap: share,
});

const position = z.union([
  z.looseObject({ state: z.literal("empty") }),
  z.looseObject({
    state: z.literal("computing"),
    job,
    first: z.looseObject({ dials, runs: z.number(), ofRuns: z.number() }).optional(),
    early: early.optional(),
  }),
  z.looseObject({ state: z.literal("refused"), problems: z.array(problem) }),
  z.looseObject({
    state: z.literal("ready"),
    plan,
    curve: z.array(
      z.looseObject({
        budgetSek: z.number(),
        costSek: z.number(),
        remains: z.number(),
        bound: z.number(),
      }),
    ),
    stale: z.boolean(),
  }),
]);

const beside = z.looseObject({ costSek: z.number(), hours: z.number(), remains: band, dials });
const whatIf = z.union([
  z.looseObject({ state: z.literal("computing"), job }),
  z.looseObject({
    state: z.literal("ready"),
    whatIf: beside.extend({
      measures: z.array(id),
      added: z.array(id),
      removed: z.array(id),
      plan: beside,
      today: dials,
      run: id,
    }),
  }),
]);

const ways = z.looseObject({
  profile: z.string(),
  runs: count,
  fell: count,
  ways: z.array(
    z.looseObject({
      objective: z.string(),
      frequency: share,
      steps: z.array(
        z.looseObject({
          node: z.string(),
          asset,
          step: text,
          technique: z.string().nullable(),
          days: z.number(),
          standing: standing.nullable(),
        }),
      ),
    }),
  ),
  chokePoints: z.array(z.looseObject({ asset, step: text, frequency: share })),
  rights: z.array(
    z.looseObject({
      holder: asset,
      object: asset,
      step: text,
      rights: z.array(z.string()),
      frequency: share,
    }),
  ),
  unknowns: z.array(
    z.looseObject({ kind: z.string(), step: z.string().nullable(), share: z.number() }),
  ),
});

const rung = z.looseObject({
  id,
  rung: z.int().min(0).max(3),
  name: text,
  who: text,
  minutes: z.number(),
  alarms: text.nullable(),
  steps: z.array(text),
  command: z.string().nullable(),
  couldAdd: z.number().nullable(),
  brought: z.looseObject({ files: count, newest: z.string(), isOld: z.boolean() }).nullable(),
});

const contradiction = z.looseObject({
  asset,
  property: z.string(),
  values: z.array(
    z.looseObject({
      value: z.unknown(),
      standing,
      evidence: z.string(),
      validFrom: z.string(),
    }),
  ),
});

const side = z.looseObject({ asset, subject: z.unknown(), sources: z.array(z.looseObject({})) });
const pairs = z.looseObject({
  pairs: z.array(z.looseObject({ key: z.string(), isOne: z.boolean(), left: side, right: side })),
  total: count,
  next: count.nullable(),
});
const map = z.looseObject({
  open: z.array(z.looseObject({ id, name: z.string() })),
  things: count,
  nodes: z.array(z.looseObject({ id, name: z.string(), count, canOpen: z.boolean() })),
  links: z.array(z.looseObject({ from: z.string(), to: z.string(), count })),
});
const found = z.strictObject({
  assets: z.array(
    asset.extend({ by: z.string().nullable(), isPresent: z.boolean(), lastSeen: z.string() }),
  ),
  total: count,
  next: count.nullable(),
});
const whole = z.looseObject({
  asset,
  facts: z.array(z.looseObject({ property: z.string(), values: z.array(z.looseObject({})) })),
  parts: z.array(z.looseObject({ sources: z.array(z.looseObject({})) })),
});
const near = z.strictObject({
  neighbours: z.array(z.looseObject({ asset, relation: z.string() })),
  total: count,
  isCut: z.boolean(),
  next: count.nullable(),
});
const worded = z.strictObject({ evidence: z.string() });

const auditPage = z.strictObject({
  entries: z.array(
    z.strictObject({
      number: count,
      at: moment,
      actor: z.string(),
      name: z.string().nullable(),
      action: z.string(),
      object: z.string(),
      outcome: z.enum(["done", "refused", "failed"]),
      detail: z.record(z.string(), z.string()).nullable(),
    }),
  ),
  next: count.nullable(),
  total: count,
});

/** By route; null: nothing but the status is sent. */
export const answers: Readonly<Record<string, z.ZodType | null>> = {
  ...peopleAnswers,
  ...askingAnswers,
  ...mappingAnswers,
  ...opinionAnswers,
  ...placeAnswers,
  ...releaseAnswers,
  ...registerAnswers,
  ...webhookAnswers,
  ...hygieneAnswers,
  ...coverageAnswers(found),
  ...domainAnswers(job),
  ...findingAnswers,
  ...realityAnswers,
  ...yearlyAnswers,
  ...detectAnswers,
  ...graphAnswers(job),
  ...scimAnswers,
  "POST /imports": job,
  "GET /imports/:jobId": report,
  "POST /imports/:jobId/withdraw": job,
  "POST /example": job,
  "GET /questions": z.array(question),
  "POST /answers": job,
  "GET /status": status,
  "GET /map": map,
  "GET /assets": found,
  "GET /asset": whole,
  "GET /asset/neighbours": near,
  "GET /identities": pairs,
  "POST /identities": worded,
  "POST /lists": worded,
  "POST /contradictions": worded,
  "GET /contradictions": z.array(contradiction),
  "GET /position": position,
  "GET /plan": plan,
  "POST /plan": z.union([
    z.looseObject({ state: z.literal("computing"), job }),
    z.looseObject({ state: z.literal("ready"), plan }),
  ]),
  "POST /what-if": whatIf,
  ...costAnswers,
  "POST /survey": surveyAnswer(job, dials),
  "GET /attackers": attackersAnswer(dials),
  "GET /ways": ways,
  "GET /ladder": z.array(rung),
  "GET /collection-script": z.string(),
  "GET /jobs": z.array(job),
  "GET /jobs/:id": job,
  "POST /jobs/:id/cancel": job,
  "GET /audit": auditPage,
  "GET /health": z.strictObject({ state: z.literal("alive") }),
  "GET /ready": z.strictObject({ state: z.literal("ready") }),
  "GET /metrics": z.string(),
  "GET /openapi": z.looseObject({ openapi: z.literal("3.1.0"), paths: z.looseObject({}) }),
};
