/** Own domains seen from outside: what each came to, looking anew, how often, and what runs out. */
import { domainNameText, parseDomainName } from "@vallgrav/domains";
import { type Hygiene, type HygieneProblem } from "@vallgrav/platform/hygiene";
import type { Jobs } from "@vallgrav/platform/jobs";
import { StoreConflict } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parameter, parseBody } from "../parse.ts";
import { editors, found, having, readers, Refusal, type Route } from "../route.ts";

const name = z.string().min(1).max(512);
const asked = z.strictObject({ domains: z.array(name).max(5_000).default([]) });
const schedule = z.strictObject({
  everyDays: z.number().int().min(1).max(365).nullable(),
  resolver: z.string().max(100).nullable(),
  perSecond: z.number().int().min(1).max(1_000).nullable().default(null),
  validator: z.string().max(300).nullable().default(null),
});
/** Which days may be told the room says, with the reason. */
const expiry = z.strictObject({ day: z.string().max(40).nullable() });

/** The name of a path as it is kept. @throws {Refusal} 422 with what is wrong with it */
function domainIn(params: unknown): string {
  const parsed = parseDomainName(parameter(params, "domain"));
  if (parsed.ok) return domainNameText(parsed.value);
  throw new Refusal(422, parsed.problem.code, { problems: [parsed.problem] });
}

function refused(problems: readonly HygieneProblem[], status: 404 | 422 = 422): Refusal {
  return new Refusal(status, problems[0]?.code ?? "hygiene/not-cleared", { problems });
}

/** What others changed at the same moment is no fault of ours. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreConflict) throw new Refusal(409, "storage/conflict");
    throw error;
  }
}

/** The part of the room that routes call. */
export type DomainRooms = {
  readonly hygiene: Pick<Hygiene, "check" | "list" | "one" | "schedule" | "tellExpiry">;
  readonly jobs: Pick<Jobs, "cancel">;
};

/** Routes of own domains. */
export function domainRoutes({ hygiene, jobs }: DomainRooms): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/domains",
      rule: readers,
      action: "domains/view",
      handle: async () => found(await hygiene.list()),
    },
    {
      method: "GET",
      path: "/domains/:domain",
      rule: readers,
      action: "domain/view",
      handle: async ({ params }) => {
        const domain = domainIn(params);
        const view = await hygiene.one(domain);
        if (view === null) throw new Refusal(404, "hygiene/not-cleared");
        return found(view, domain);
      },
    },
    {
      method: "POST",
      path: "/domains/check",
      rule: editors,
      action: "domains/check",
      takes: asked,
      handle: async ({ body }) => {
        const { domains } = parseBody(asked, body);
        const made = await hygiene.check(domains);
        if (!made.ok) throw refused(made.problem);
        const job = made.value;
        return { status: 202, body: job, object: job.id, undo: () => jobs.cancel(job.id) };
      },
    },
    {
      method: "POST",
      path: "/domains/schedule",
      rule: having("clearances/change"),
      action: "domains/schedule",
      takes: schedule,
      handle: async ({ body }) => {
        const given = parseBody(schedule, body);
        const changed = await guarded(() => hygiene.schedule(given));
        if (!changed.ok) throw refused([changed.problem]);
        return { ...found(given), undo: changed.value.undo };
      },
    },
    {
      method: "POST",
      path: "/domains/:domain/expiry",
      rule: editors,
      action: "domains/expiry",
      takes: expiry,
      handle: async ({ body, params }) => {
        const [domain, { day }] = [domainIn(params), parseBody(expiry, body)];
        const told = await guarded(() => hygiene.tellExpiry(domain, day));
        if (!told.ok)
          throw refused([told.problem], told.problem.code === "hygiene/not-cleared" ? 404 : 422);
        return { ...found({ domain, day }, domain), undo: told.value.undo };
      },
    },
  ];
}
