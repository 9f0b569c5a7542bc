/** Who is the same, whom to believe, which lists are one: what is suggested, what people say. */
import type { EvidenceId, Json, Subject } from "@vallgrav/kernel";
import {
  type Identify,
  type IdentifyProblem,
  type Judged,
  parseSubject,
} from "@vallgrav/platform/identify";
import { z } from "zod";
import { parseBody, parseQuery } from "../parse.ts";
import { type Answer, editors, found, nameOf, readers, Refusal, type Route } from "../route.ts";

/** What these routes call. */
export type JudgingRooms = {
  readonly identify: Pick<Identify, "pairs" | "judge" | "trust" | "contradictions" | "sayList">;
};

const most = 100;
const longest = 512;
const subject = z.unknown().transform((value, context): Subject => {
  const parsed = parseSubject(value as Json);
  if (parsed !== null) return parsed;
  context.addIssue({ code: "custom", message: "no thing" });
  return z.NEVER;
});
const pairsAsked = z.strictObject({
  state: z.enum(["suggested", "judged"]).default("suggested"),
  from: z.coerce.number().int().min(0).max(1e7).default(0),
  limit: z.coerce.number().int().min(1).max(most).default(20),
});
const samenessWord = z.strictObject({
  left: subject,
  right: subject,
  holds: z.boolean().nullable(),
});
const trustWord = z.strictObject({
  asset: z.string().min(1).max(longest),
  property: z.string().min(1).max(longest),
  source: z.string().min(1).max(longest).nullable(),
});
const listWord = z.strictObject({
  list: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .transform((id) => id as EvidenceId),
  is: z.enum(["own", "next"]).nullable(),
});
const contradictionsAsked = z.strictObject({
  state: z.enum(["open", "settled"]).default("open"),
  /** The first of them; all unless said. How many there are stands in the status. */
  limit: z.coerce.number().int().min(1).max(1e7).default(1e7),
});

/** A word that was refused: 404 where what it is about is not known. */
export function refuseWord(problem: IdentifyProblem): Refusal {
  const status = problem.code === "identify/unknown-thing" ? 404 : 422;
  return new Refusal(status, problem.code, { problems: [problem] });
}

function taken(judged: Judged, undo: () => Promise<unknown>): Answer {
  if (!judged.ok) throw refuseWord(judged.problem);
  return { ...found({ evidence: judged.evidence }, judged.evidence), undo };
}

/** Routes of judgements. */
export function judgingRoutes({ identify }: JudgingRooms): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/identities",
      rule: readers,
      action: "identities/view",
      asks: pairsAsked,
      handle: async ({ query }) => found(await identify.pairs(parseQuery(pairsAsked, query))),
    },
    {
      method: "POST",
      path: "/identities",
      rule: editors,
      action: "identities/judge",
      takes: samenessWord,
      handle: async ({ body, actor }) => {
        const word = parseBody(samenessWord, body);
        const by = nameOf(actor);
        const back = { ...word, holds: null };
        return taken(await identify.judge(word, by), () => identify.judge(back, by));
      },
    },
    {
      method: "POST",
      path: "/lists",
      rule: editors,
      action: "lists/say",
      takes: listWord,
      handle: async ({ body, actor }) => {
        const word = parseBody(listWord, body);
        const by = nameOf(actor);
        const back = { ...word, is: null };
        return taken(await identify.sayList(word, by), () => identify.sayList(back, by));
      },
    },
    {
      method: "GET",
      path: "/contradictions",
      rule: readers,
      action: "contradictions/view",
      asks: contradictionsAsked,
      handle: async ({ query }) => {
        const { state, limit } = parseQuery(contradictionsAsked, query);
        return found((await identify.contradictions(state)).slice(0, limit));
      },
    },
    {
      method: "POST",
      path: "/contradictions",
      rule: editors,
      action: "contradictions/settle",
      takes: trustWord,
      handle: async ({ body, actor }) => {
        const word = parseBody(trustWord, body);
        const by = nameOf(actor);
        const back = { ...word, source: null };
        return taken(await identify.trust(word, by), () => identify.trust(back, by));
      },
    },
  ];
}
