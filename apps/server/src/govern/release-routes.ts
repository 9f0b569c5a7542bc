/** Harm tests: who asked for what may be secret, and who decided what, by which paragraph. */
import { parseInstant } from "@vallgrav/kernel";
import { materials, secrecyGrounds } from "@vallgrav/knowledge";
import type { ReleasesView } from "@vallgrav/platform/api";
import {
  type EnteredDecision,
  type EnteredRelease,
  type ReleaseChange,
  releaseLimits,
  type Releases,
  releasesCsv,
  wholeMunicipality,
} from "@vallgrav/platform/govern";
import { StoreConflict } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parameter, parseBody, parseQuery } from "../parse.ts";
import { type Answer, found, having, isWithin, nameOf, Refusal, type Route } from "../route.ts";
import type { Reach, Subject } from "../route.ts";

const name = z.string().max(releaseLimits.name);
const text = z.string().max(releaseLimits.text);
const material = z.enum(materials.map(({ id }) => id));
const ground = z.enum(secrecyGrounds.map(({ id }) => id));
const entered = z.strictObject({
  asker: name.default(""),
  what: text,
  materials: z.array(material).max(materials.length),
  /** With its offset: the room reads it. */
  askedAt: z.string().max(40),
});
const decided = z.strictObject({
  outcome: z.enum(["released", "in-part", "refused"]),
  grounds: z.array(ground).max(secrecyGrounds.length),
  reason: text,
  decidedBy: name,
});
const language = z.strictObject({ language: z.enum(["sv", "en"]).default("sv") });

async function answered(change: () => Promise<ReleaseChange>): Promise<Answer> {
  try {
    const made = await change();
    if (made.ok) return { ...found(made.view, made.view.id), undo: made.undo };
    const { problem } = made;
    const status = problem.code === "releases/unknown" ? 404 : 422;
    throw new Refusal(status, problem.code, { problems: [problem] });
  } catch (error) {
    if (error instanceof StoreConflict) throw new Refusal(409, "storage/conflict");
    throw error;
  }
}

/** The authority in the path; null: the municipality as a whole. */
function authorityIn(params: unknown): string | null {
  const id = parameter(params, "id");
  return id === wholeMunicipality ? null : id;
}

async function viewFor(releases: Releases, reach: Reach): Promise<ReleasesView> {
  const units = (await releases.units()).filter(({ id }) => isWithin(reach, id));
  return {
    releases: await releases.list((unit) => isWithin(reach, unit)),
    units: units.map((unit) => ({ id: unit.id, name: unit.name })),
    isWhole: isWithin(reach, null),
    grounds: secrecyGrounds,
    materials,
  };
}

/** Routes of harm tests. */
export function releaseRoutes(releases: Releases): readonly Route[] {
  const subject: Subject = async (params) => {
    const unit = authorityIn(params);
    if (unit === null) return null;
    return (await releases.units()).some(({ id }) => id === unit) ? unit : undefined;
  };
  const changing = having("releases/change", subject);
  return [
    {
      method: "GET",
      path: "/releases",
      rule: having("releases/view", "listed"),
      action: "releases/view",
      handle: async ({ reach }) => found(await viewFor(releases, reach)),
    },
    {
      method: "GET",
      path: "/releases/:id/csv",
      rule: having("releases/view", subject),
      action: "releases/export",
      asks: language,
      handle: async ({ params, query }) => {
        const unit = authorityIn(params);
        // Who reaches all reaches what is not there: an empty file would say that nobody asked.
        if ((await subject(params)) === undefined) throw new Refusal(404, "accounts/unknown-unit");
        const views = await releases.list((one) => one === unit);
        const csv = releasesCsv(views, parseQuery(language, query).language);
        return { ...found(csv, parameter(params, "id")), type: "text/csv; charset=utf-8" };
      },
    },
    {
      method: "POST",
      path: "/releases/:id",
      rule: changing,
      action: "release/enter",
      takes: entered,
      handle: async ({ params, body, actor }) => {
        const { askedAt, ...said } = parseBody(entered, body);
        const asked: EnteredRelease = { ...said, askedAt: parseInstant(askedAt) };
        return answered(() => releases.enter(authorityIn(params), asked, nameOf(actor)));
      },
    },
    {
      method: "POST",
      path: "/releases/:id/:request",
      rule: changing,
      action: "release/decide",
      takes: decided,
      handle: async ({ params, body, actor }) => {
        const decision: EnteredDecision = parseBody(decided, body);
        const [unit, of] = [authorityIn(params), parameter(params, "request")];
        return answered(() => releases.decide(unit, of, decision, nameOf(actor)));
      },
    },
  ];
}
