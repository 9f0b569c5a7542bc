/** Short ways to write observations and evidence in tests. */
import type {
  AssetKind,
  Claim,
  ClaimSpace,
  Evidence,
  EvidenceId,
  Instant,
  Observation,
  ObservationId,
  Scope,
  Statement,
  Subject,
} from "@vallgrav/kernel";
import type { AsOf, Asset, Model } from "../src/index.ts";

/** Midnight of a day in 2031, `day("03-01")`. */
export function day(monthAndDay: string): Instant {
  return `2031-${monthAndDay}T00:00:00.000Z` as Instant;
}

/** After everything that tests observe. */
export const end: AsOf = { valid: day("12-31"), recorded: day("12-31") };

/** `fqdn:srv1.example.se`, with a scope `host:srv1@example.se`. */
export function claim(text: string): Claim {
  const colon = text.indexOf(":");
  const [space, rest] = [text.slice(0, colon), text.slice(colon + 1)];
  const [value = "", within] = space === "upn" ? [rest] : rest.split("@");
  const named = { space: space as ClaimSpace, value };
  return within === undefined ? named : { ...named, within };
}

/** `computer sid:S-1-5-21-1-2-3-1001 host:srv1` */
export function subject(text: string): Subject {
  const [kind = "", ...claims] = text.split(" ");
  return { kind: kind as AssetKind, claims: claims.map(claim) as [Claim, ...Claim[]] };
}

type Told = Partial<Omit<Observation, "subject" | "says">> & { readonly in?: string };

/** An observation in evidence `told.in`, `e1` unless said; observed on 1 March unless said. */
export function observe(about: string, says: Statement, told: Told = {}): Observation {
  const { in: name = "e1", ...rest } = told;
  const evidence = name as EvidenceId;
  const text = JSON.stringify([about, says, rest]);
  return {
    id: `${name}#${text}` as ObservationId,
    at: { evidence, place: "" },
    subject: subject(about),
    validFrom: day("03-01"),
    validUntil: null,
    recordedAt: rest.validFrom ?? day("03-01"),
    standing: "observed",
    report: "configuration",
    says,
    ...rest,
  };
}

/** "It is there." */
export const present: Statement = { is: "present" };

/** Evidence of a reader, `directory` unless said, made and received on a day. */
export function evidence(
  id: string,
  made: string,
  more: Partial<Omit<Evidence, "id">> & { readonly reads?: string } = {},
): Evidence {
  const { reads = "directory", ...rest } = more;
  return {
    id: id as EvidenceId,
    name: `${id}.json`,
    sizeBytes: 1,
    producedAt: day(made),
    receivedAt: day(made),
    by: "signe",
    reader: { id: reads, version: 1 },
    scope: [],
    keepUntil: null,
    secrecy: "open",
    ...rest,
  };
}

/** A complete scope. */
export function complete(kind: AssetKind, within: string | null = null): Scope {
  return { kind, within: within === null ? null : claim(within), complete: true };
}

/** The asset with an id; fails the test when it is missing. */
export function assetIn(model: Model, id: string): Asset {
  const found = model.assets.find((asset) => asset.id === id);
  if (found === undefined) throw new Error(`no ${id} among ${idsOf(model).join(", ")}`);
  return found;
}

/** The ids of a model's assets. */
export function idsOf(model: Model): readonly string[] {
  return model.assets.map(({ id }) => id);
}
