/** The words after `opinions`, as data. */
import type { OpinionAnswer } from "@vallgrav/platform/api";
import { isOpinionKind, opinionKinds } from "@vallgrav/platform/choices";
import type { GivenOpinion } from "@vallgrav/platform/opinions";

/** What is asked of opinions. */
export type OpinionsCommand =
  | { readonly verb: "opinions"; readonly what: "list"; readonly json: boolean }
  | {
      readonly verb: "opinions";
      readonly what: "draft";
      readonly kind: GivenOpinion["kind"];
      readonly json: boolean;
    }
  | {
      readonly verb: "opinions";
      readonly what: "record";
      readonly given: GivenOpinion;
      readonly json: boolean;
    };

const answers: Readonly<Record<string, OpinionAnswer>> = {
  record: "given",
  "not-needed": "not-needed",
  later: "later",
};

const kinds = opinionKinds.join("|");
/** How it is said. */
const how: readonly string[] = [
  "opinions",
  `opinions draft ${kinds}`,
  "opinions record … --who NAMN [--reference DNR] [--text TEXT]",
  "opinions not-needed|later … --text SKÄL",
];

/** The command, or how to say it. */
export function opinionsCommandOf(
  [what = "list", kind, more]: readonly string[],
  given: {
    readonly who: string | undefined;
    readonly reference: string | undefined;
    readonly text: string | undefined;
    readonly json: boolean;
  },
): OpinionsCommand | { readonly how: readonly string[] } {
  const { who = "", reference = "", text = "", json } = given;
  const verb = "opinions";
  const isPlain = `${who}${reference}${text}` === "";
  if (what === "list" && kind === undefined && isPlain) return { verb, what, json };
  if (kind === undefined || more !== undefined || !isOpinionKind(kind)) return { how };
  if (what === "draft" && isPlain) return { verb, what, kind, json };
  const answer = Object.hasOwn(answers, what) ? answers[what] : undefined;
  if (answer === undefined) return { how };
  return { verb, what: "record", given: { kind, answer, who, reference, text }, json };
}
