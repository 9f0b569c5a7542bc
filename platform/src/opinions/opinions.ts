/**
 * Before a municipality reads in what is its own, some people are to be heard: what would else get
 * the work stopped half way. What they said is recorded here, one answer each; a later answer takes
 * an earlier one's place, and the audit tells of both.
 */
import type { Instant, Json, Problem, Result } from "@vallgrav/kernel";
import { type OpinionKind, opinionsAsked } from "@vallgrav/knowledge/opinions";
import type { OpinionAnswer, OpinionsView, OpinionView, RecordedOpinion } from "../api/index.ts";
import type { SettingStore } from "../storage/index.ts";

type None = Readonly<Record<string, never>>;

/** What can be wrong with an answer. */
export type OpinionsProblem =
  /** An opinion that was given has somebody who gave it. */
  | Problem<"opinions/needs-who", None>
  /** That one is not needed, or comes later, has a reason. */
  | Problem<"opinions/needs-reason", None>
  /** Limit in characters. */
  | Problem<"opinions/too-long", { readonly limit: number }>;

/** An answer, as somebody enters it. */
export type GivenOpinion = {
  readonly kind: OpinionKind;
  readonly answer: OpinionAnswer;
  readonly who: string;
  readonly reference: string;
  readonly text: string;
};

/** Opinions of one organisation. */
export type Opinions = {
  /** What is asked for, and what is recorded. */
  list(): Promise<OpinionsView>;
  /**
   * Records an answer. `undo` puts back what stood there.
   * @throws {StoreConflict} when somebody else recorded one in the same moment
   */
  record(
    given: GivenOpinion,
    by: string,
  ): Promise<
    Result<{ readonly view: OpinionsView; readonly undo: () => Promise<unknown> }, OpinionsProblem>
  >;
};

/** Characters at most. */
export const opinionLimits = { who: 200, reference: 100, text: 4_000 } as const;

const settingKey = "opinions";
const answers: readonly OpinionAnswer[] = ["given", "not-needed", "later"];

function textAt(value: unknown, name: string): string {
  const found: unknown = Reflect.get(Object(value), name);
  return typeof found === "string" ? found : "";
}

/** Reads whatever stands in the setting; what is no answer is none. Total. */
function parseRecorded(value: unknown): RecordedOpinion | null {
  const answer = answers.find((one) => one === textAt(value, "answer"));
  if (answer === undefined) return null;
  const [who, reference, text] = ["who", "reference", "text"].map((name) => textAt(value, name));
  return {
    answer,
    who: who ?? "",
    reference: reference ?? "",
    text: text ?? "",
    by: textAt(value, "by"),
    at: textAt(value, "at"),
  };
}

function viewOf(value: unknown): OpinionsView {
  const opinions = opinionsAsked.map((asked): OpinionView => {
    const recorded = parseRecorded(Reflect.get(Object(value), asked.kind));
    return { ...asked, recorded };
  });
  return { isSettled: opinions.every(({ recorded }) => recorded !== null), opinions };
}

function wrongWith({ answer, who, reference, text }: GivenOpinion): OpinionsProblem | null {
  const problem = { severity: "error", at: null, args: {} } as const;
  const lengths = { who, reference, text };
  for (const name of ["who", "reference", "text"] as const)
    if (lengths[name].length > opinionLimits[name])
      return { ...problem, code: "opinions/too-long", args: { limit: opinionLimits[name] } };
  if (answer === "given")
    return who.trim() === "" ? { ...problem, code: "opinions/needs-who" } : null;
  return text.trim() === "" ? { ...problem, code: "opinions/needs-reason" } : null;
}

/** Opens the opinions over a store's settings. */
export function opinionsOf({
  settings,
  now,
}: {
  readonly settings: Pick<SettingStore, "load" | "save">;
  readonly now: () => Instant;
}): Opinions {
  const load = async (): Promise<{ readonly value: object; readonly version: number }> => {
    const found = await settings.load(settingKey);
    return { value: Object(found?.value ?? {}) as object, version: found?.version ?? 0 };
  };
  return {
    list: async () => viewOf((await load()).value),
    record: async (given, by) => {
      const problem = wrongWith(given);
      if (problem !== null) return { ok: false, problem };
      const { value, version } = await load();
      const recorded = {
        answer: given.answer,
        who: given.who.trim(),
        reference: given.reference.trim(),
        text: given.text.trim(),
        by,
        at: now(),
      };
      const changed = { ...value, [given.kind]: recorded };
      const saved = await settings.save(settingKey, changed, version);
      const undo = (): Promise<unknown> => settings.save(settingKey, value as Json, saved);
      return { ok: true, value: { view: viewOf(changed), undo } };
    },
  };
}
