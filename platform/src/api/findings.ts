/** Findings as they travel to the pages: what is wrong where, whose it is, what it moves. */
import type { Exposure } from "@vallgrav/knowledge";
import type { Band, FindingSeverity, Instant, PlainDate, Problem, Text } from "@vallgrav/kernel";
import type { Job } from "./jobs.ts";
import type { AssetRef } from "./knowing.ts";

/** Both dials of one set of runs, shortly. */
export type ImpactDials = {
  /** P(holds), 0–1. */
  readonly holds: Band;
  /** Held days, E[min(T, H)]. */
  readonly heldDays: Band;
  readonly serviceHours: Band;
  readonly persons: Band;
  readonly sek: Band;
};

/**
 * The change of both dials, after − before, if a finding were mended: means over paired runs with
 * 95 % intervals. Resistance rises, losses fall.
 */
export type Impact = ImpactDials & {
  /** Change of the loss as a share of today's mean damage (dials.md §4.1); ≤ 0. */
  readonly loss: Band;
  /** Runs in which it stood in the way of anything, and which were played anew. */
  readonly runs: number;
};

/** Where a finding stands on its way. */
export type FindingState = "open" | "accepted" | "gone";

/** One report of a finding: which tool, when, and where it stands. */
export type FindingReport = {
  /** The reader's id; of our own rules `vallgrav`. */
  readonly tool: string;
  readonly check: string;
  readonly title: Text;
  readonly rated: string;
  readonly port: string | null;
  readonly at: Instant;
  readonly evidence: string;
  /** Name of the file; null where it is not looked up. */
  readonly file: string | null;
  /** Where in the file; null where it is not looked up, or nowhere. */
  readonly place: string | null;
};

/** That a flaw is known to be used by attackers. */
export type ExploitedFlag = {
  readonly since: string;
  readonly due: string | null;
  readonly isRansomware: boolean;
};

/** What somebody decided of a finding. */
export type FindingDecision = {
  /** Who sees to it; null: whoever owns the thing. */
  readonly owner: string | null;
  readonly due: PlainDate | null;
  /** Lived with until a day, and why; null where it is not. */
  readonly accepted: {
    readonly reason: string;
    readonly by: string;
    readonly at: Instant;
    readonly until: PlainDate;
  } | null;
  readonly by: string;
  readonly at: Instant;
};

/** Something that happened to a finding. */
export type FindingEvent =
  | {
      readonly kind: "told";
      readonly at: Instant;
      readonly tool: string;
      readonly evidence: string;
      /** Name of the file; null where it is not looked up, or there is none. */
      readonly file: string | null;
    }
  /** Every tool that told it has told the whole of the thing without it. */
  | { readonly kind: "gone"; readonly at: Instant }
  | {
      readonly kind: "owner" | "due" | "accepted" | "reopened";
      readonly at: Instant;
      readonly by: string;
      /** The owner, the day, or the reason; empty where it was taken away. */
      readonly what: string;
    };

/** What can be asked to be decided; what is left out stays. */
export type FindingChange = {
  readonly owner?: string | null;
  readonly due?: PlainDate | null;
  readonly accept?: { readonly reason: string; readonly until: PlainDate } | null;
};

/** A finding. */
export type FindingView = {
  /** Stable over imports: of the thing and the weakness. */
  readonly id: string;
  /** Other ids under which it was told: of former names of the thing. */
  readonly also: readonly string[];
  readonly asset: AssetRef;
  /** A CVE number, else the check. */
  readonly weakness: string;
  readonly title: Text;
  /** Why it matters, where that is known of its kind. */
  readonly means: Text | null;
  readonly severity: FindingSeverity;
  /** The highest CVSS base score that a report gives, 0–10. */
  readonly score: number | null;
  /** How sure it is, 0.5–1; null where the check itself could not tell. */
  readonly certainty: number | null;
  readonly exploited: ExploitedFlag | null;
  /** How many things it is about, of how many; null where it is about one. */
  readonly share: { readonly count: number; readonly of: number } | null;
  readonly reports: readonly FindingReport[];
  readonly first: Instant;
  readonly last: Instant;
  readonly state: FindingState;
  readonly goneSince: Instant | null;
  /** Who sees to it: as decided, else who owns what runs there by the register; or nobody. */
  readonly owner: string | null;
  /** Unit that owns what runs there, by the register. */
  readonly unit: string | null;
  /** Systems that run there or that it is of. */
  readonly systems: readonly AssetRef[];
  /** From where its thing is reached, by zones and rules; left out of what is no computer. */
  readonly exposure?: Exposure;
  readonly decision: FindingDecision | null;
  readonly isOverdue: boolean;
  readonly fix: { readonly text: Text; readonly copy: string | null };
  /** Null: not in the graph, or not computed yet. */
  readonly impact: Impact | null;
  /** How many findings are mended by the same, itself included. */
  readonly together: number;
  /** What has happened to it, the newest first; the newest 60. */
  readonly history: readonly FindingEvent[];
};

/** Which findings to show. */
export type FindingsAsked = {
  readonly state: FindingState | "all";
  readonly owner: string | null;
  readonly unit: string | null;
  /** Part of a name, a weakness or a title. */
  readonly text: string;
  readonly from: number;
  readonly limit: number;
};

/** How far the order by impact is from that by the tools' scores. */
export type OrderSaid = {
  /** Places with a CVSS score and an impact; each counts once, with its highest score. */
  readonly places: number;
  /** Kendall's τ-b between the two orders, −1 to 1; null where one of them orders nothing. */
  readonly tau: number | null;
  /**
   * τ-b between the orders by impact of two halves of the runs: what τ could be at most. No verdict
   * where it is below 0.9 (dials.md §5.4).
   */
  readonly ceiling: number | null;
};

/** How far the impacts are: computed, on their way, or refused with the reason. */
export type ImpactState =
  | {
      readonly state: "ready";
      readonly today: ImpactDials;
      readonly runs: number;
      /** In figures, or in words and ranks where too little is known (dials.md §2.2). */
      readonly speak: "figures" | "words";
      readonly order: OrderSaid;
    }
  | { readonly state: "computing"; readonly job: Job }
  | { readonly state: "refused"; readonly problems: readonly Problem[] };

/** A page of findings, in order of their impact. */
export type FindingsPage = {
  readonly findings: readonly FindingView[];
  readonly total: number;
  /** Where the next page begins; null at the end. */
  readonly next: number | null;
  readonly counts: Readonly<Record<FindingState, number>>;
  readonly owners: readonly string[];
  readonly units: readonly string[];
  readonly impacts: ImpactState;
  /** What holding software against advisories could not tell. */
  readonly advisories: AdvisoriesSaid | null;
};

/** What the home's advisories left open of the model; null everywhere: there are none. */
export type AdvisoriesSaid = {
  readonly updatedAt: string;
  /** Judgements that could not be made: which version it is, or what it runs on, is not known. */
  readonly unknown: number;
  /** Components that no advisory could be held against. */
  readonly notExamined: number;
};

/** A thing that a warning concerns. */
export type AffectedThing = {
  readonly asset: AssetRef;
  /** CVEs and names by which it was found. */
  readonly because: readonly string[];
  /** Ids of the findings that say so; empty where none does. */
  readonly findings: readonly string[];
  /** Systems that rest on it, or itself. */
  readonly systems: readonly AssetRef[];
  readonly owner: string | null;
  readonly unit: string | null;
  /** Committees and companies it is of, by the municipality's units; empty: not known. */
  readonly committees: readonly string[];
  /** Ports that scans saw open on it. */
  readonly ports: readonly string[];
  /** From where it is reached, by zones and rules; left out of what is no computer. */
  readonly exposure?: Exposure;
  /** What mending its findings moves; null: not in the graph, not computed yet, or no finding. */
  readonly impact: Impact | null;
};

/** A draft to an owner; null: to whoever owns what nobody is known to own. */
export type AffectedLetter = {
  readonly to: string | null;
  readonly subject: Text;
  readonly text: Text;
};

/** What a warning concerns here, and what is only named in it. */
export type Affected = {
  readonly cves: readonly string[];
  /** Names of the model that stand in the text. */
  readonly names: readonly string[];
  /** In order of what mending moves. */
  readonly affected: readonly AffectedThing[];
  /** Named, but not known to be affected: not examined, or another version. */
  readonly unknown: readonly AffectedThing[];
  readonly letters: readonly AffectedLetter[];
  /** When the home's advisories were last read; null: CVEs were held against findings alone. */
  readonly advisoriesAt: string | null;
  /** How what mending moves may be said (dials.md §2.2). */
  readonly speak: "figures" | "words";
};
