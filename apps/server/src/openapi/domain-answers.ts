/** Shapes of what the routes of own domains answer. Loose: they grow with what is seen. */
import { z } from "zod";

const text = z.strictObject({ sv: z.string(), en: z.string() });
const score = z.strictObject({ least: z.number(), most: z.number() });
const profiles = ["internetnl-1.11.2", "ncsc-tls", "vallgrav"] as const;
const scores = z.record(z.enum(profiles), score.nullable());
const standing = z.enum(["passed", "info", "notice", "failed", "unknown", "not-applicable"]);
const check = z.looseObject({
  id: z.string(),
  at: z.string(),
  scores,
  counts: z.record(standing, z.number()),
});
const breaking = z.strictObject({
  what: z.enum(["certificate", "issuer", "dane", "sts", "signature", "registration"]),
  where: z.enum(["web", "mail", "dns"]),
  host: z.string(),
  at: z.string(),
});
const own = z.strictObject({
  domain: z.string(),
  by: z.string(),
  until: z.string(),
  isOver: z.boolean(),
  networks: z.array(z.string()),
  expires: z.string().nullable(),
  latest: check.nullable(),
  before: scores.nullable(),
  nextBreak: breaking.nullable(),
});
const item = z.looseObject({
  check: z.string(),
  category: z.string(),
  weight: z.enum(["required", "recommended", "optional"]),
  standing,
  about: z.array(text),
  profiles: z.array(z.enum(profiles)),
  asks: text,
  fix: text,
  copy: z.string().nullable(),
});
const report = check.extend({
  dnssec: z.strictObject({ status: z.string(), reason: text.nullable() }),
  categories: z.record(z.enum(profiles), z.array(z.strictObject({ category: z.string(), score }))),
  items: z.array(item),
  breaks: z.array(breaking),
  notCleared: z.array(z.string()),
  notOpen: z.array(z.string()),
  resolver: z.string(),
});
const schedule = z.strictObject({
  everyDays: z.number().nullable(),
  resolver: z.string().nullable(),
  perSecond: z.number().nullable(),
  validator: z.string().nullable(),
});

/** By route. @param job the shape of a job */
export function domainAnswers(job: z.ZodType): Readonly<Record<string, z.ZodType>> {
  return {
    "GET /domains": z.strictObject({ domains: z.array(own), schedule, job: job.nullable() }),
    "GET /domains/:domain": z.strictObject({
      own,
      report: report.nullable(),
      history: z.array(check),
    }),
    "POST /domains/check": job,
    "POST /domains/schedule": schedule,
    "POST /domains/:domain/expiry": z.strictObject({
      domain: z.string(),
      day: z.string().nullable(),
    }),
  };
}
