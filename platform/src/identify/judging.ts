/** What people judge: who is the same, whom to believe. Kept as statements, never as changes. */
import type { Asset } from "@vallgrav/facts";
import type { Instant, Subject } from "@vallgrav/kernel";
import type { Store } from "../storage/index.ts";
import type { Identify, IdentifyProblem, Judged, SamenessWord, TrustWord } from "./door.ts";
import type { KnownModel, ModelBook } from "./known-model.ts";
import { rawKeptUntil } from "./raw-kept.ts";
import { publishStatements, type Stated } from "./statements.ts";
import { bears, namingSubject, subjectKey, toldSubjects } from "./told-subjects.ts";

/** What judging needs. */
export type JudgingInput = {
  readonly store: Store;
  readonly known: () => Promise<KnownModel | null>;
  /** See `ModelBook`. */
  readonly change: ModelBook["change"];
  readonly now: () => Instant;
};

function refusal(code: IdentifyProblem["code"]): Judged {
  return { ok: false, problem: { code, severity: "error", at: null, args: {} } as IdentifyProblem };
}

/** Whether some asset bears a name that the subject has. */
function isKnown({ model }: KnownModel, subject: Subject): boolean {
  return model.assets.some(
    ({ kind, claims }) => kind === subject.kind && claims.some((claim) => bears(subject, claim)),
  );
}

/**
 * The moment of a word: later than every word before it, so that the last one said rules though the
 * clock has stood still or gone back.
 */
export function momentAfter({ judgements }: KnownModel, now: Instant): Instant {
  const last = judgements.at(-1)?.validFrom;
  if (last === undefined || last < now) return now;
  return new Date(Date.parse(last) + 1).toISOString() as Instant;
}

async function publish(
  input: JudgingInput,
  known: KnownModel,
  { stated, by }: { readonly stated: Stated; readonly by: string },
): Promise<Judged> {
  const at = momentAfter(known, input.now());
  const name = `bedömning-${at.slice(0, 10)}.json`;
  const stating = { by, at, name, keepUntil: rawKeptUntil(at) };
  const evidence = await input.change(() => publishStatements(input.store, [stated], stating), {
    isMore: true,
  });
  return evidence === null ? refusal("identify/unknown-thing") : { ok: true, evidence };
}

async function judge(
  input: JudgingInput,
  { left, right, holds }: SamenessWord,
  by: string,
): Promise<Judged> {
  const known = await input.known();
  if (known === null || !isKnown(known, left) || !isKnown(known, right))
    return refusal("identify/unknown-thing");
  if (left.kind !== right.kind || subjectKey(left) === subjectKey(right))
    return refusal("identify/not-a-pair");
  return publish(input, known, { stated: { about: left, says: { sameAs: right, holds } }, by });
}

/** Whether a source has a say on a property of an asset. */
function hasSay({ facts }: Asset, property: string, source: string): boolean {
  const fact = facts[property];
  if (fact === undefined) return false;
  return [fact.by, ...fact.against.map(({ by }) => by)].some((reports) =>
    reports.some((report) => report.source === source),
  );
}

async function trust(
  input: JudgingInput,
  { asset: id, property, source }: TrustWord,
  by: string,
): Promise<Judged> {
  const known = await input.known();
  const asset = known?.model.assets.find((one) => one.id === id);
  if (known === null || asset === undefined || !Object.hasOwn(asset.facts, property))
    return refusal("identify/unknown-thing");
  if (source !== null && !hasSay(asset, property, source)) return refusal("identify/unknown-thing");
  const about = namingSubject(asset, await toldSubjects(input.store, known, asset));
  if (about === null) return refusal("identify/unknown-thing");
  return publish(input, known, { stated: { about, says: { trust: property, source } }, by });
}

/** The part of the room that takes people's words: one at a time, so that the last one rules. */
export function judgingOf(input: JudgingInput): Pick<Identify, "judge" | "trust"> {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<Judged>): Promise<Judged> => {
    const next = last.then(work, work);
    last = next.catch(() => null);
    return next;
  };
  return {
    judge: (word, by) => inTurn(() => judge(input, word, by)),
    trust: (word, by) => inTurn(() => trust(input, word, by)),
  };
}
