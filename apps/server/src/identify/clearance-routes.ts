/** Domains that the municipality says are its own, and which may therefore be looked at. */
import { domainNameText, parseDomainName } from "@vallgrav/domains";
import { type Clearances, hygieneProblem } from "@vallgrav/platform/hygiene";
import { StoreConflict } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parameter, parseBody } from "../parse.ts";
import { found, having, readers, Refusal, type Route } from "../route.ts";
import { known } from "../govern/own-routes.ts";

const recorded = z.strictObject({
  domain: z.string().min(1).max(512),
  /** The last day. */
  until: z.string().max(32),
  /** Networks that are not out in the open, and which its hosts may stand in all the same. */
  networks: z.array(z.string().max(100)).max(100).default([]),
});

/** The name of the text. @throws {Refusal} 422 with what is wrong with it */
function nameIn(text: string) {
  const parsed = parseDomainName(text);
  if (parsed.ok) return parsed.value;
  throw new Refusal(422, parsed.problem.code, { problems: [parsed.problem] });
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

/** Routes of clearances. Who records one vouches for it by name. */
export function clearanceRoutes(clearances: Clearances): readonly Route[] {
  const kept = async (domain: string) =>
    (await clearances.list()).find((one) => one.domain === domain);
  return [
    {
      method: "GET",
      path: "/clearances",
      rule: readers,
      action: "clearance/view",
      handle: async () => found({ clearances: await clearances.list() }),
    },
    {
      method: "POST",
      path: "/clearances",
      rule: having("clearances/change"),
      action: "clearance/record",
      takes: recorded,
      handle: async ({ body, actor }) => {
        const { domain: text, until, networks } = parseBody(recorded, body);
        const domain = nameIn(text);
        const by = known(actor).name;
        const before = await kept(domainNameText(domain));
        const made = await guarded(() => clearances.record({ domain, by, until, networks }));
        if (!made.ok) throw new Refusal(422, made.problem.code, { problems: [made.problem] });
        return {
          ...found(made.value, made.value.domain),
          undo: () => (before === undefined ? clearances.end(domain) : clearances.restore(before)),
        };
      },
    },
    {
      method: "DELETE",
      path: "/clearances/:domain",
      rule: having("clearances/change"),
      action: "clearance/end",
      handle: async ({ params }) => {
        const domain = nameIn(parameter(params, "domain"));
        const text = domainNameText(domain);
        const before = await kept(text);
        const isEnded = await guarded(() => clearances.end(domain));
        if (isEnded && before !== undefined)
          return { status: 204, body: null, object: text, undo: () => clearances.restore(before) };
        const problem = hygieneProblem("hygiene/not-cleared", { name: text });
        throw new Refusal(404, "hygiene/not-cleared", { problems: [problem] });
      },
    },
  ];
}
