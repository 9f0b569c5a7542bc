/**
 * Findings as one kind of thing: what scanners, audits and our own rules say of one weakness of one
 * thing is one finding, whoever says it. A pure function of the model and of what is known of
 * weaknesses in general; decisions and impacts are added by the room.
 */
import { type Asset, formerIds, isPresent, type Model, type Report } from "@vallgrav/facts";
import {
  type AssetId,
  compareText,
  type FindingSeverity,
  findingSeverities,
  type Instant,
  type Text,
} from "@vallgrav/kernel";
import {
  certaintyOf,
  copyFor,
  directoryFindingSteps,
  directoryRules,
  exposuresOf,
  fixOf,
  type DirectoryFinding,
  type ToldFinding,
  toldFindings,
  type Touched,
  touchedBy,
  touchedFlaws,
} from "@vallgrav/knowledge";
import type { ModelMatch } from "../advisories/index.ts";
import type { ExploitedFlag, FindingView } from "../api/index.ts";
import { atOnce, inSteps, type Steps } from "../identify/per-model.ts";
import { ownerOf, refOf, rulingOwner, type SystemOwner, systemsOn, textOf } from "./owners.ts";

/** A report of a finding, before its file and place are looked up. */
export type GatheredReport = {
  readonly tool: string;
  readonly check: string;
  readonly title: Text;
  readonly rated: string;
  readonly port: string | null;
  readonly report: Report;
};

/** A finding without what people decided of it, and without its impact. */
export type Gathered = Pick<
  FindingView,
  | "asset"
  | "weakness"
  | "title"
  | "means"
  | "severity"
  | "score"
  | "certainty"
  | "exploited"
  | "share"
  | "first"
  | "last"
  | "goneSince"
  | "unit"
  | "systems"
  | "exposure"
  | "fix"
> & {
  /** `<asset>|<weakness>`: what ids are made of. */
  readonly name: string;
  /** The same under former names of its thing. */
  readonly formerNames: readonly string[];
  /** Who owns what runs there, by the register. */
  readonly ownedBy: string | null;
  /** The same of each system of which it is said, in the model's order: the first rules. */
  readonly owners: readonly SystemOwner[];
  readonly reports: readonly GatheredReport[];
  readonly touches: readonly Touched[];
};

/** What is known of weaknesses beside the model. */
export type Known = {
  readonly asOf: Instant;
  /** Whether a CVE is known to be used by attackers. */
  readonly exploited: (cve: string) => ExploitedFlag | null;
  /** Weaknesses of installed software that advisories tell; none unless given. */
  readonly matches?: readonly ModelMatch[];
};

/** The name of a finding: a weakness of a thing. */
export function findingName(asset: string, weakness: string): string {
  return `${asset}|${weakness}`;
}

/**
 * A finding as those behind a wall see it, null where its thing is another's: with their own
 * systems on it, and who owns those. Who owns what runs beside them is told to nobody else.
 */
export function seenGathered(one: Gathered, sees: (asset: string) => boolean): Gathered | null {
  if (!sees(one.asset.id)) return null;
  const owners = one.owners.filter(({ system }) => sees(system));
  const systems = one.systems.filter(({ id }) => sees(id));
  const { exposure } = one;
  // Zones are nobody's own: what stands beside in them is others'.
  const reached = exposure === undefined ? {} : { exposure: { ...exposure, zones: [] } };
  return { ...one, ...rulingOwner(owners), owners, systems, ...reached };
}

const rank = new Map(findingSeverities.map((one, at) => [one, at]));

function graver(a: FindingSeverity, b: FindingSeverity): FindingSeverity {
  return (rank.get(b) ?? 0) > (rank.get(a) ?? 0) ? b : a;
}

/** What reports say of one weakness, gathered before it is made a finding. */
type Heap = {
  readonly told: ToldFinding[];
  /** What advisories say of software that is there. */
  readonly matched: ModelMatch[];
  readonly asset: Asset;
  readonly weakness: string;
};

/** Each weakness that a report tells: its CVE numbers, else its check and key. */
function weaknessesOf({ finding }: ToldFinding): readonly string[] {
  const { cves, check, key } = finding;
  if (cves.length > 0) return cves;
  return [key === "" ? check : `${check}@${key}`];
}

function heapsOf(asset: Asset, matches: readonly ModelMatch[]): readonly Heap[] {
  const heaps = new Map<string, Heap>();
  for (const match of matches) {
    const { weakness } = match;
    const known = heaps.get(weakness);
    if (known === undefined) heaps.set(weakness, { told: [], matched: [match], asset, weakness });
    else known.matched.push(match);
  }
  for (const told of toldFindings(asset)) {
    // What a tool looked for and did not find is no finding.
    if (told.finding.result === "unaffected") continue;
    for (const weakness of weaknessesOf(told)) {
      const known = heaps.get(weakness);
      if (known === undefined) heaps.set(weakness, { told: [told], matched: [], asset, weakness });
      else known.told.push(told);
    }
  }
  return [...heaps.values()];
}

function spanOf(reports: readonly Report[]): Pick<Gathered, "first" | "last"> {
  const moments = reports.map(({ validFrom }) => validFrom).sort(compareText);
  const [first] = moments;
  return { first: first ?? ("" as Instant), last: moments.at(-1) ?? ("" as Instant) };
}

/** Gone where all reports of it are: since the last of them went. */
function goneOf({ told, matched }: Heap): Instant | null {
  if (matched.length > 0) return null;
  let since: Instant | null = null;
  for (const { goneSince } of told) {
    if (goneSince === null) return null;
    if (since === null || goneSince > since) since = goneSince;
  }
  return since;
}

function sureOf({ told, matched }: Heap, asOf: Instant): number | null {
  const by = [
    ...told.flatMap((one) => (one.finding.result === "affected" ? one.by : [])),
    ...matched.flatMap((one) => one.by),
  ];
  return by.length === 0 ? null : certaintyOf(by, asOf);
}

/** What advisories say of software that is there, as reports of those who say that it is. */
function matchedReports(matched: readonly ModelMatch[]): readonly GatheredReport[] {
  return matched.flatMap(({ title, component, by }) =>
    by.slice(0, 3).map((report) => ({
      tool: "advisories",
      check: `advisories:${component}`,
      title: { sv: title, en: title },
      rated: "",
      port: null,
      report,
    })),
  );
}

function reportsOf({ told, matched }: Heap): readonly GatheredReport[] {
  return told
    .flatMap(({ finding, by }): readonly GatheredReport[] =>
      by.map((report) => ({
        tool: report.source,
        check: finding.check,
        title: { sv: finding.title, en: finding.title },
        rated: finding.rated,
        port: finding.port,
        report,
      })),
    )
    .concat(matchedReports(matched))
    .sort(
      (a, b) =>
        compareText(b.report.validFrom, a.report.validFrom) ||
        compareText(a.tool, b.tool) ||
        compareText(a.report.observation, b.report.observation),
    );
}

type Room = {
  readonly known: Known;
  readonly systems: ReadonlyMap<AssetId, readonly Asset[]>;
  readonly former: ReadonlyMap<AssetId, readonly string[]>;
  readonly exposures: ReturnType<typeof exposuresOf>;
};

/** From where the thing of a finding is reached. */
function reachedFrom({ exposures }: Room, { id }: Asset): Pick<Gathered, "exposure"> {
  const exposure = exposures(id);
  return exposure === null ? {} : { exposure };
}

function namesOf({ former }: Room, asset: Asset, weakness: string): readonly string[] {
  return (former.get(asset.id) ?? []).map((id) => findingName(id, weakness));
}

/** What to do: as the tool's kind says; where an advisory tells a mended version, that version. */
function fixFor({ told, matched, asset }: Heap): FindingView["fix"] {
  const [strongest] = told;
  const fix = fixOf({
    check: strongest?.finding.check ?? "",
    cves: strongest?.finding.cves ?? ["CVE"],
  });
  const mended = matched.flatMap(({ component, fixedIn }) =>
    fixedIn === null ? [] : [`${component} → ${fixedIn}`],
  );
  const check = (strongest?.finding.check ?? "").replace(/^\w+:/, "");
  const copy = copyFor(fix, { name: asset.name, check });
  return { text: fix.text, copy: mended.length > 0 ? mended.slice(0, 10).join("\n") : copy };
}

function fromHeap(room: Room, heap: Heap): Gathered {
  const { asset, weakness, matched } = heap;
  const told = heap.told.toSorted(
    (a, b) =>
      (rank.get(b.finding.severity) ?? 0) - (rank.get(a.finding.severity) ?? 0) ||
      compareText(a.property, b.property),
  );
  const scores = told.flatMap((one) => one.finding.score ?? []);
  const touches = told
    .flatMap((one) => (one.goneSince === null ? touchedBy(asset, one.finding) : []))
    .concat(matched.some(({ usable }) => usable > 0) ? touchedFlaws(asset) : []);
  const title = told[0]?.finding.title ?? matched[0]?.title ?? weakness;
  const severities = told.map(({ finding }) => finding.severity);
  return {
    name: findingName(asset.id, weakness),
    formerNames: namesOf(room, asset, weakness),
    asset: refOf(asset),
    weakness,
    title: { sv: title, en: title },
    means: null,
    severity: severities.reduce(graver, "unrated"),
    score: scores.length === 0 ? null : Math.max(...scores),
    certainty: sureOf(heap, room.known.asOf),
    exploited: room.known.exploited(weakness),
    share: null,
    ...spanOf([...told.flatMap(({ by }) => by), ...matched.flatMap(({ by }) => by)]),
    goneSince: goneOf(heap),
    ...ownerOf(asset, room.systems),
    ...reachedFrom(room, asset),
    reports: reportsOf(heap),
    touches: touches.slice(0, 1),
    fix: fixFor({ ...heap, told }),
  };
}

/** The part of a directory name before `@` and the domain, as commands take it. */
function shortName(asset: Asset): string {
  const account = textOf(asset, "samaccountname");
  return account ?? asset.name;
}

function fromRule(room: Room, found: DirectoryFinding): readonly Gathered[] {
  const rule = directoryRules.find(({ id }) => id === found.rule);
  if (rule === undefined) return [];
  const { asset, by, key, share, touches } = found;
  const check = `vallgrav:${rule.id}`;
  const weakness = key === "" ? check : `${check}@${key}`;
  const report = (one: Report): GatheredReport => ({
    tool: "vallgrav",
    check,
    title: rule.title,
    rated: "",
    port: null,
    report: one,
  });
  return [
    {
      name: findingName(asset.id, weakness),
      formerNames: namesOf(room, asset, weakness),
      asset: refOf(asset),
      weakness,
      title: rule.title,
      means: rule.means,
      severity: rule.severity,
      score: null,
      certainty: certaintyOf(by, room.known.asOf),
      exploited: null,
      share,
      ...spanOf(by),
      goneSince: null,
      ...ownerOf(asset, room.systems),
      ...reachedFrom(room, asset),
      reports: by.slice(0, 20).map(report),
      touches,
      fix: {
        text: rule.fix.text,
        copy: copyFor(rule.fix, { name: shortName(asset), group: key }),
      },
    },
  ];
}

/** Names that an asset could have been pointed at by, by its present id; its own left out. */
function formerNamesOf(model: Model): ReadonlyMap<AssetId, readonly string[]> {
  const found = new Map<AssetId, string[]>();
  for (const [name, id] of formerIds(model)) {
    if (name === id) continue;
    const known = found.get(id);
    if (known === undefined) found.set(id, [name]);
    else known.push(name);
  }
  return found;
}

/** Things of one step: with their findings, some milliseconds. */
const thingsAtOnce = 200;

/**
 * Every finding of a model, those that are gone included, by name. Linear but for the sorting.
 * @yields between steps
 */
export function* findingSteps(model: Model, known: Known): Steps<readonly Gathered[]> {
  const systems = systemsOn(model);
  yield;
  const former = formerNamesOf(model);
  yield;
  const room: Room = { known, systems, former, exposures: exposuresOf(model) };
  yield;
  const matches = Map.groupBy(known.matches ?? [], ({ asset }) => asset);
  const all: Gathered[] = [];
  const gather = (asset: Asset): void => {
    if (!isPresent(asset)) return;
    for (const heap of heapsOf(asset, matches.get(asset.id) ?? [])) all.push(fromHeap(room, heap));
  };
  yield* inSteps(model.assets, gather, thingsAtOnce);
  const ruled = yield* directoryFindingSteps(model, known.asOf);
  yield* inSteps(ruled, (one) => all.push(...fromRule(room, one)));
  return all.sort((a, b) => compareText(a.name, b.name));
}

/** The same at once. */
export function gatherFindings(model: Model, known: Known): readonly Gathered[] {
  return atOnce(findingSteps(model, known));
}
