/**
 * What the rules of directory hygiene find in a model. Pure: only what a source said counts, and
 * what nobody said is no finding.
 */
import { type Asset, type Fact, factNamed, type Model, type Report } from "@vallgrav/facts";
import {
  type AssetId,
  compareText,
  type Instant,
  msFromInstant,
  parseInstant,
  type Value,
} from "@vallgrav/kernel";
import {
  assetsOf,
  flag,
  type Lookup,
  lookupSteps,
  relationsOf,
  relativeId,
  text,
} from "../municipal/lookup.ts";
import { peopleKindOf } from "../municipal/places.ts";
import {
  isPersonal,
  isRoastable,
  isUnsupported,
  membersBelow,
  type Structure,
  structureOf,
} from "../municipal/structure.ts";
import { type DirectoryRuleId, domainAdminsMost, staleDays } from "./directory-rules.ts";
import type { Touched } from "./touched.ts";

/** One thing that a rule found. */
export type DirectoryFinding = {
  readonly rule: DirectoryRuleId;
  readonly asset: Asset;
  /** What tells findings of one rule on one thing apart; empty where there is only one. */
  readonly key: string;
  /** Who said what it rests on; never empty. */
  readonly by: readonly Report[];
  /** How many things it is about where it is about several, and of how many; else null. */
  readonly share: { readonly count: number; readonly of: number } | null;
  /** Defences that mending puts in place. */
  readonly touches: readonly Touched[];
};

type Town = {
  readonly look: Lookup;
  readonly structure: Structure;
  readonly asOf: Instant;
  /** Names of the groups and units an account is in. */
  readonly around: ReadonlyMap<AssetId, readonly AssetId[]>;
};

type Finder = (town: Town) => readonly Omit<DirectoryFinding, "rule">[];

const dayMs = 86_400_000;

function factsOf(asset: Asset, ...properties: readonly string[]): readonly Report[] {
  const facts = properties.flatMap((property): readonly Fact<Value>[] => {
    const fact = factNamed(asset, property);
    return fact === undefined ? [] : [fact];
  });
  return facts.flatMap(({ by }) => by);
}

type Found = Omit<DirectoryFinding, "rule">;

/** A finding of one thing that rests on some of its properties; null where none was told. */
function found(
  asset: Asset,
  properties: readonly string[],
  more: Partial<Pick<Found, "key" | "touches">> = {},
): readonly Found[] {
  const by = factsOf(asset, ...properties);
  return by.length === 0 ? [] : [{ asset, key: "", by, share: null, touches: [], ...more }];
}

function isOpen(account: Asset): boolean {
  return flag(account, "enabled") === true;
}

function touching(asset: Asset, step: string): readonly Touched[] {
  return [{ asset: asset.id, step }];
}

function accounts({ look }: Town): readonly Asset[] {
  return assetsOf(look, "account");
}

/** Accounts with a flag, of those that are open. */
function flagged(property: string, step: string | null): Finder {
  return (town) =>
    accounts(town)
      .filter((account) => isOpen(account) && flag(account, property) === true)
      .flatMap((account) =>
        found(account, [property], { touches: step === null ? [] : touching(account, step) }),
      );
}

/** Members of each domain's group of administrators, where they are more than few. */
function domainAdmins({ look, structure }: Town): readonly Found[] {
  return assetsOf(look, "group").flatMap((group): readonly Found[] => {
    const domain = structure.domainOf.get(group.id);
    const whole = domain === undefined ? undefined : look.byId.get(domain);
    if (relativeId(group) !== 512 || whole === undefined) return [];
    const members = [...membersBelow(look, new Set([group.id]))]
      .map((id) => look.byId.get(id))
      .filter((one) => one?.kind === "account" && flag(one, "enabled") !== false);
    if (members.length <= domainAdminsMost) return [];
    const by = relationsOf(look, "member-of").flatMap(({ to, present }) =>
      to === group.id ? present.by.slice(0, 1) : [],
    );
    const share = { count: members.length, of: domainAdminsMost };
    return by.length === 0 ? [] : [{ asset: whole, key: "", by, share, touches: [] }];
  });
}

/** Computers of each domain that keep no password with LAPS, of those it was asked of. */
function lapsMissing({ look, structure }: Town): readonly Found[] {
  const byDomain = new Map<AssetId, { readonly all: Asset[]; readonly without: Asset[] }>();
  for (const computer of assetsOf(look, "computer")) {
    const domain = structure.domainOf.get(computer.id);
    const told = flag(computer, "haslaps");
    const isAsked = flag(computer, "enabled") !== false && flag(computer, "isdc") !== true;
    if (domain === undefined || told === null || !isAsked) continue;
    const known = byDomain.get(domain) ?? { all: [], without: [] };
    byDomain.set(domain, known);
    known.all.push(computer);
    if (!told) known.without.push(computer);
  }
  return [...byDomain].flatMap(([domain, { all, without }]): readonly Found[] => {
    const asset = look.byId.get(domain);
    const [first] = without;
    if (asset === undefined || first === undefined) return [];
    return [
      {
        asset,
        key: "",
        by: factsOf(first, "haslaps"),
        share: { count: without.length, of: all.length },
        touches: without.map(({ id }) => ({ asset: id, step: "uniqueLocalPassword" })),
      },
    ];
  });
}

function consultantsPastContract({ look, asOf }: Town): readonly Found[] {
  return relationsOf(look, "used-by").flatMap(({ from, to }) => {
    const [account, person] = [look.byId.get(from), look.byId.get(to)];
    if (account?.kind !== "account" || person === undefined || !isOpen(account)) return [];
    const until = text(person, "engaged-until");
    const isConsultant = text(person, "population") === "consultants";
    if (!isConsultant || until === null || until.slice(0, 10) >= asOf.slice(0, 10)) return [];
    const by = factsOf(person, "engaged-until");
    return by.length === 0 ? [] : [{ asset: account, key: "", by, share: null, touches: [] }];
  });
}

const staffSign = /\b(personal|anställd|anstalld|medarbetare|lärare|larare|staff|employee)/i;
const pupilSign = /\b(elev|elever|student|pupil)/i;

/** Accounts that lie in a unit of pupils and are in a group that is named for staff. */
function pupilsAmongStaff(town: Town): readonly Found[] {
  const { look } = town;
  return accounts(town).flatMap((account) => {
    const around = (town.around.get(account.id) ?? []).map((id) => look.byId.get(id));
    const units = around.filter((one) => one?.kind !== "group").map((one) => one?.name ?? "");
    if (!isOpen(account) || peopleKindOf([account.name, ...units]) !== "pupils") return [];
    const staff = around.filter(
      (one) => one?.kind === "group" && staffSign.test(one.name) && !pupilSign.test(one.name),
    );
    return staff.flatMap((group) =>
      found(account, ["enabled"], { key: text(group ?? account, "samaccountname") ?? "group" }),
    );
  });
}

function staleAccounts(town: Town): readonly Found[] {
  return accounts(town).flatMap((account) => {
    const used = text(account, "lastlogontimestamp") ?? text(account, "last-sign-in");
    const usedAt = used === null ? null : parseInstant(used);
    const isStale =
      usedAt !== null && (msFromInstant(town.asOf) - msFromInstant(usedAt)) / dayMs > staleDays;
    return isOpen(account) && isStale ? found(account, ["lastlogontimestamp", "last-sign-in"]) : [];
  });
}

/** Names of functional levels from which nothing old need be allowed. */
const presentLevels: readonly string[] = ["2016", "2019", "2022", "2025"];

const finders: Readonly<Record<DirectoryRuleId, Finder>> = {
  "consultant-past-contract": consultantsPastContract,
  "domain-admins": domainAdmins,
  kerberoastable: (town) =>
    accounts(town)
      .filter((account) => isRoastable(account) && flag(account, "hasspn") === true)
      .flatMap((account) =>
        found(account, ["hasspn"], { touches: touching(account, "strongPassword") }),
      ),
  "laps-missing": lapsMissing,
  "legacy-level": ({ look }) =>
    assetsOf(look, "domain").flatMap((domain) => {
      const level = text(domain, "functionallevel");
      return level === null || level === "Unknown" || presentLevels.includes(level)
        ? []
        : found(domain, ["functionallevel"]);
    }),
  "no-preauth": flagged("dontreqpreauth", "strongPassword"),
  "password-never-expires": (town) =>
    flagged(
      "pwdneverexpires",
      null,
    )(town).filter(({ asset }) => town.structure.privileged.has(asset.id) && isPersonal(asset)),
  "password-not-required": flagged("passwordnotreqd", null),
  "pupil-in-staff-group": pupilsAmongStaff,
  "stale-account": staleAccounts,
  "unconstrained-delegation": ({ look }) =>
    [...assetsOf(look, "account"), ...assetsOf(look, "computer")]
      .filter((one) => flag(one, "unconstraineddelegation") === true)
      .filter((one) => flag(one, "enabled") !== false && flag(one, "isdc") !== true)
      .flatMap((one) => found(one, ["unconstraineddelegation"])),
  "unsupported-system": ({ look }) =>
    assetsOf(look, "computer")
      .filter((one) => flag(one, "enabled") !== false)
      .filter((one) => isUnsupported(text(one, "operatingsystem") ?? ""))
      .flatMap((one) => found(one, ["operatingsystem"], { touches: touching(one, "patched") })),
};

/** Ids of the rules that something looks for. */
export const foundRules: readonly DirectoryRuleId[] = Object.keys(finders) as DirectoryRuleId[];

/** Everything that the rules find, by rule, then by thing. Linear but for the sorting. */
export function directoryFindings(model: Model, asOf: Instant): readonly DirectoryFinding[] {
  const steps = directoryFindingSteps(model, asOf);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * The same in steps, between which others may have their turn.
 * @yields between the rules
 */
export function* directoryFindingSteps(
  model: Model,
  asOf: Instant,
): Generator<undefined, readonly DirectoryFinding[]> {
  const look = yield* lookupSteps(model);
  const around = new Map<AssetId, AssetId[]>();
  for (const kind of ["member-of", "contained-in"] as const)
    for (const { from, to } of relationsOf(look, kind)) {
      const known = around.get(from);
      if (known === undefined) around.set(from, [to]);
      else known.push(to);
    }
  yield;
  const town: Town = { look, structure: structureOf(look), asOf, around };
  const all: DirectoryFinding[] = [];
  for (const rule of foundRules) {
    yield;
    for (const one of finders[rule](town)) all.push({ ...one, rule });
  }
  return all.sort(
    (a, b) =>
      compareText(a.rule, b.rule) ||
      compareText(a.asset.id, b.asset.id) ||
      compareText(a.key, b.key),
  );
}
