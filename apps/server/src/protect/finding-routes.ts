/** Findings: the list by what mending moves, one of them, decisions, and the list as CSV. */
import type { PlainDate } from "@vallgrav/kernel";
import { type Findings, findingsCsv, type FindingsProblem } from "@vallgrav/platform/findings";
import type { Seeing } from "@vallgrav/platform/govern";
import { z } from "zod";
import { parseBody, parseQuery } from "../parse.ts";
import { found, having, nameOf, Refusal, type Route } from "../route.ts";
import { seenProblems, seenWork } from "./beyond-wall.ts";

const longest = 512;
const filter = z.string().min(1).max(longest).nullable().default(null);
const list = z.strictObject({
  state: z.enum(["open", "accepted", "gone", "all"]).default("open"),
  owner: filter,
  unit: filter,
  text: z.string().max(200).default(""),
  from: z.coerce.number().int().min(0).max(1e7).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const id = z.string().min(1).max(64);
const one = z.strictObject({ id });
/** Which days may be chosen the room says, with the reason. */
const day = z.string().max(40);
const change = z.strictObject({
  id,
  owner: z.string().max(longest).nullable().optional(),
  due: day.nullable().optional(),
  accept: z
    .strictObject({ reason: z.string().max(longest), until: day })
    .nullable()
    .optional(),
});
/** A warning of some pages; what is longer is refused, not cut in silence. */
const warning = z.strictObject({ text: z.string().trim().min(1).max(30_000) });
const language = z.strictObject({ language: z.enum(["sv", "en"]).default("sv") });

/** The list tells where an attack would do most: seen by those who see the ways in. */
const viewers = having("ways/view", "walled");

function refused(problem: FindingsProblem): Refusal {
  const status = problem.code === "findings/unknown" ? 404 : 422;
  return new Refusal(status, problem.code, { problems: [problem] });
}

function dayOf(text: string): PlainDate {
  return text as PlainDate;
}

/** What of a decision changes; what was left out stays. */
function changeOf({ owner, due, accept }: z.output<typeof change>) {
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(due === undefined ? {} : { due: due === null ? null : dayOf(due) }),
    ...(accept === undefined
      ? {}
      : { accept: accept === null ? null : { ...accept, until: dayOf(accept.until) } }),
  };
}

/** Texts held against the model per minute and address: each is looked for by every name in it. */
const attemptsPerMinute = 60;

const nothingKnown = { code: "protect/no-model", severity: "error", at: null, args: {} } as const;

/** Holds a text against what is known. It changes nothing; it is sent, as it may be long. */
function affectedRoute(findings: Pick<Findings, "affected">, seeing: Seeing): Route {
  return {
    method: "POST",
    path: "/affected",
    rule: viewers,
    action: "affected/view",
    attemptsPerMinute,
    takes: warning,
    handle: async ({ body, reach }) => {
      const { text } = parseBody(warning, body);
      const told = await findings.affected(text, await seeing(reach));
      if (told === null) throw new Refusal(409, nothingKnown.code, { problems: [nothingKnown] });
      // What was asked about stands in the log by its CVEs alone: the text may hold anything.
      return found(told, told.cves.slice(0, 20).join(" "));
    },
  };
}

/** Routes of the findings room. */
export function findingRoutes(
  findings: Pick<Findings, "affected" | "all" | "decide" | "list" | "one">,
  seeing: Seeing,
): readonly Route[] {
  return [
    affectedRoute(findings, seeing),
    {
      method: "GET",
      path: "/findings",
      rule: viewers,
      action: "findings/view",
      asks: list,
      handle: async ({ query, reach }) => {
        const sees = await seeing(reach);
        const page = await findings.list(parseQuery(list, query), sees);
        const { impacts } = page;
        if (impacts?.state === "computing") {
          const job = seenWork(impacts.job, sees);
          return found({ ...page, impacts: { ...impacts, job } });
        }
        if (impacts?.state !== "refused") return found(page);
        const problems = seenProblems(impacts.problems, sees);
        return found({ ...page, impacts: { ...impacts, problems } });
      },
    },
    {
      method: "GET",
      path: "/findings/csv",
      rule: viewers,
      action: "findings/export",
      asks: language,
      handle: async ({ query, reach }) => {
        const { findings: all } = await findings.all(await seeing(reach));
        const text = findingsCsv(all, parseQuery(language, query).language);
        return { ...found(text), type: "text/csv; charset=utf-8" };
      },
    },
    {
      method: "GET",
      path: "/finding",
      rule: viewers,
      action: "finding/view",
      asks: one,
      handle: async ({ query, reach }) => {
        const asked = parseQuery(one, query);
        const view = await findings.one(asked.id, await seeing(reach));
        if (view === null) throw new Refusal(404, "findings/unknown");
        return found(view, view.id);
      },
    },
    {
      method: "POST",
      path: "/finding",
      rule: having("model/change", "walled"),
      action: "finding/decide",
      takes: change,
      handle: async ({ body, actor, reach }) => {
        const asked = parseBody(change, body);
        const sees = await seeing(reach);
        // What is another's is refused like what is not there.
        if (sees !== undefined && (await findings.one(asked.id, sees)) === null)
          throw new Refusal(404, "findings/unknown");
        const decided = await findings.decide(asked.id, changeOf(asked), nameOf(actor));
        if (!decided.ok) throw refused(decided.problem);
        const { finding, undo } = decided;
        const shown = sees === undefined ? finding : await findings.one(finding.id, sees);
        return { ...found(shown, finding.id), undo };
      },
    },
  ];
}
