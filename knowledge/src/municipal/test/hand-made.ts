/** A municipality of a dozen things, made by hand from observations as readers would make them. */
import { readFileSync } from "node:fs";
import { type Asset, type Model, reconcile } from "@vallgrav/facts";
import type {
  AssetKind,
  Claim,
  Evidence,
  EvidenceId,
  Instant,
  Observation,
  ObservationId,
  PropertyName,
  RelationKind,
  ReportKind,
  Statement,
  Subject,
  Value,
} from "@vallgrav/kernel";
import { compileLanguage, type Language } from "@vallgrav/mal";

/** A thing by a name of the test's own, which it also gets as its property `name`. */
export type Thing = {
  readonly kind: AssetKind;
  readonly claim: Claim;
  readonly says?: Readonly<Record<PropertyName, Value>>;
  /** Relations to other things by their names. */
  readonly to?: readonly (readonly [RelationKind, string])[];
};

export type Things = Readonly<Record<string, Thing>>;

/** Something further that a source says of a thing. */
export type Further = {
  readonly thing: string;
  readonly property: PropertyName;
  readonly value: Value;
  readonly report: ReportKind;
  readonly standing: Observation["standing"];
  readonly daysAgo: number;
  readonly source: string;
};

/** The date models here are of. */
export const today = "2026-11-01T00:00:00.000Z" as Instant;

function daysBefore(days: number): Instant {
  return new Date(Date.parse(today) - days * 86_400_000).toISOString() as Instant;
}

function evidenceOf(source: string): Evidence {
  return {
    id: source as EvidenceId,
    name: `${source}.json`,
    sizeBytes: 1,
    producedAt: null,
    receivedAt: today,
    by: "Testa Testsson",
    reader: { id: source, version: 1 },
    scope: [],
    keepUntil: null,
    secrecy: "open",
  };
}

/** The model of these things, and of what else is said of them. */
export function modelOf(things: Things, further: readonly Further[] = []): Model {
  const observations: Observation[] = [];
  const subjectOf = (name: string): Subject => {
    const thing = things[name];
    if (thing === undefined) throw new Error(`nothing is called ${name}`);
    return { kind: thing.kind, claims: [thing.claim] };
  };
  const say = (name: string, says: Statement, how: Partial<Observation> = {}): void => {
    const evidence = how.at?.evidence ?? ("by-hand" as EvidenceId);
    observations.push({
      id: `${evidence}#${observations.length}` as ObservationId,
      at: { evidence, place: "" },
      subject: subjectOf(name),
      validFrom: today,
      validUntil: null,
      recordedAt: today,
      standing: "observed",
      report: "configuration",
      says,
      ...how,
    });
  };
  for (const [name, { says = {}, to = [] }] of Object.entries(things)) {
    say(name, { is: "present" });
    for (const [property, value] of Object.entries({ name, ...says }))
      say(name, { property, value });
    for (const [relation, other] of to) say(name, { relation, to: subjectOf(other) });
  }
  for (const { thing, property, value, report, standing, daysAgo, source } of further)
    say(
      thing,
      { property, value },
      {
        at: { evidence: source as EvidenceId, place: "" },
        report,
        standing,
        validFrom: daysBefore(daysAgo),
      },
    );
  const sources = [...new Set(observations.map(({ at }) => at.evidence))];
  return reconcile(observations, sources.map(evidenceOf), { valid: today, recorded: today });
}

/** The asset of a thing by its name in the test. */
export function named(model: Model, name: string): Asset {
  const found = model.assets.find((asset) => asset.name === name);
  if (found === undefined) throw new Error(`no asset is called ${name}`);
  return found;
}

/** A claim by SID in the domain of the hand-made municipality; without an end the domain's own. */
export function sidOf(end?: number): Claim {
  const domain = "S-1-5-21-1000000001-2000000002-3000000003";
  return { space: "sid", value: end === undefined ? domain : `${domain}-${end}` };
}

const inDomain = { domain: "kommun.example.se" };

/** A directory with an administrator, a server and a client, and a register of four systems. */
export const smallTown: Things = {
  town: { kind: "domain", claim: sidOf(), says: inDomain },
  admins: { kind: "group", claim: sidOf(512), says: inDomain },
  everyone: {
    kind: "group",
    claim: { space: "sid", value: "KOMMUN.EXAMPLE.SE-S-1-5-11" },
    says: inDomain,
  },
  unit: { kind: "organisational-unit", claim: { space: "guid", value: "A1" }, says: inDomain },
  policy: {
    kind: "group-policy",
    claim: { space: "guid", value: "A2" },
    says: inDomain,
    to: [["linked-to", "unit"]],
  },
  template: {
    kind: "certificate-template",
    claim: { space: "guid", value: "A3" },
    says: { ...inDomain, enrolleesuppliessubject: true, effectiveekus: ["1.3.6.1.5.5.7.3.2"] },
  },
  authority: {
    kind: "certificate-authority",
    claim: { space: "guid", value: "A4" },
    says: inDomain,
    to: [
      ["publishes", "template"],
      ["hosted-on", "server"],
    ],
  },
  adam: {
    kind: "account",
    claim: sidOf(1101),
    says: { ...inDomain, enabled: true, admincount: true },
    to: [
      ["member-of", "admins"],
      ["session-on", "server"],
    ],
  },
  berit: {
    kind: "account",
    claim: sidOf(1102),
    says: { ...inDomain, enabled: true },
    to: [
      ["contained-in", "unit"],
      ["local-admin-of", "client"],
      ["right/ForceChangePassword", "service"],
    ],
  },
  cesar: { kind: "account", claim: sidOf(1103), says: { ...inDomain, enabled: false } },
  service: {
    kind: "account",
    claim: sidOf(1104),
    says: { ...inDomain, enabled: true, hasspn: true },
    to: [["remote-desktop-to", "server"]],
  },
  server: {
    kind: "computer",
    claim: sidOf(2001),
    says: { ...inDomain, operatingsystem: "Windows Server 2019", haslaps: true },
  },
  client: {
    kind: "computer",
    claim: sidOf(2002),
    says: { ...inDomain, operatingsystem: "Windows 11" },
    to: [["contained-in", "unit"]],
  },
  rented: { kind: "computer", claim: { space: "fqdn", value: "rented.example.se" } },
  alone: { kind: "computer", claim: { space: "host", value: "alone" } },
  care: {
    kind: "system",
    claim: { space: "register", value: "S1" },
    says: { "owner-organisation": "Care", staff: 10, "restore-hours": 8 },
    to: [
      ["runs-on", "server"],
      ["holds", "records"],
      ["backed-up-by", "tape"],
      ["depends-on", "sign-in"],
      ["supports", "home-care"],
      ["supplied-by", "maker"],
    ],
  },
  "sign-in": {
    kind: "system",
    claim: { space: "register", value: "S2" },
    to: [
      ["runs-on", "rented"],
      ["depends-on", "network"],
    ],
  },
  network: { kind: "system", claim: { space: "register", value: "S3" } },
  pool: {
    kind: "system",
    claim: { space: "register", value: "S4" },
    to: [["depends-on", "network"]],
  },
  records: {
    kind: "information",
    claim: { space: "register", value: "S1" },
    says: { persons: 84, confidentiality: 3, integrity: 2, population: ["clients"] },
  },
  tape: { kind: "backup", claim: { space: "register", value: "S1" }, says: { reach: "offline" } },
  "home-care": { kind: "service", claim: { space: "register", value: "home-care" } },
  maker: { kind: "supplier", claim: { space: "register", value: "maker" } },
};

/** The municipal language, compiled without a problem. */
export function municipalLanguage(): Language {
  const folder = new URL("../../../language/", import.meta.url);
  const compiled = compileLanguage({
    main: "municipal.mal",
    read: (path) => readFileSync(new URL(path, folder), "utf8"),
  });
  if (!compiled.ok || compiled.problems.length > 0) throw new Error(compiled.problems[0]?.code);
  return compiled.language;
}
