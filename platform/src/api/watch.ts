/** What travels of the watch: sources of logs, alerts, what is within reach of one. Types only. */
import type { Problem, Text } from "@vallgrav/kernel";
import type { AssetRef } from "./knowing.ts";
import type { Way, WayStep } from "./ways.ts";

/** How a source hands over its lines. */
export type WatchKind = "http" | "syslog-udp" | "syslog-tcp" | "syslog-tls" | "relp" | "file";

/** Lines of a source. `received` = `parsed` + `refused` + `repeated` + those that wait. */
export type WatchCounts = {
  /** Kept on disk, and gone through. */
  readonly parsed: number;
  /** Kept, and no event in any known form; or too long to be kept. */
  readonly refused: number;
  /** Sent once more by a sender that had no answer; not looked at again. */
  readonly repeated: number;
  /** Of the parsed: those that some rule holds of. */
  readonly matched: number;
  /** Lost: came while the buffer was full, by a protocol that cannot wait. */
  readonly dropped: number;
};

/** A source of logs. */
export type WatchSource = {
  readonly id: string;
  readonly name: string;
  readonly kind: WatchKind;
  readonly silentAfterMinutes: number | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly lastAt: string | null;
  readonly isSilent: boolean;
  readonly counts: WatchCounts;
};

/** The state of the watch. */
export type WatchState = {
  /** Whether anything is received; false: nothing is configured. */
  readonly isOn: boolean;
  /** Where it listens, as it was configured: `relp 6514`. */
  readonly listening: readonly string[];
  readonly rules: {
    readonly active: number;
    readonly refused: number;
    /** Names of the files they are from. */
    readonly files: readonly string[];
  };
  /** Lines kept that no rule has seen yet, and bytes of the buffer in use. */
  readonly waiting: number;
  readonly bufferBytes: number;
  readonly bufferLimitBytes: number;
  readonly sources: readonly WatchSource[];
};

/** How grave a rule is, by Sigma's words. */
export type AlertLevel = "informational" | "low" | "medium" | "high" | "critical";

/** `case`: it is being handled; `benign`: nothing was wrong, and what follows is a new alert. */
export type AlertState = "new" | "seen" | "case" | "benign";

/** Whom an alert is about, as the log names them. */
export type AlertSubject = {
  readonly host: string | null;
  readonly account: string | null;
  readonly address: string | null;
};

/** One event of an alert, as it came. */
export type AlertEvent = {
  readonly at: string;
  readonly source: string;
  /** Number of the line among all received; null where it is of an import or of no line. */
  readonly line: number | null;
  /** Fields by which the rule holds. */
  readonly matched: readonly {
    readonly field: string | null;
    readonly values: readonly string[];
  }[];
  /** Fields of the event, shortened; and the line where it came as a text. */
  readonly fields: Readonly<Record<string, string>>;
  readonly text: string | null;
};

/** What an alert holds beside its head. */
export type AlertBody = {
  readonly subject: AlertSubject;
  /** Whom it is about besides; left out where nobody. */
  readonly others?: readonly AlertSubject[];
  /** What the rule looks for, and what else it may mean, in its author's words. */
  readonly description: string;
  readonly falsePositives: readonly string[];
  /** The first of them, oldest first; `count` of the alert says how many there were. */
  readonly events: readonly AlertEvent[];
};

/** An alert in a list. */
export type AlertRow = {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  /** What a rule of the product is called; null for anybody else's. */
  readonly name: Text | null;
  readonly level: AlertLevel;
  readonly techniques: readonly string[];
  readonly state: AlertState;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly count: number;
  readonly subject: AlertSubject;
  /** Things of the model it is about; empty where none is known by those names. */
  readonly assets: readonly AssetRef[];
};

/** One thing within reach, and how soon. */
export type ReachedThing = {
  readonly asset: WayStep["asset"];
  /** The first step taken on it. */
  readonly step: Text;
  readonly technique: string | null;
  /** Share of the runs in which it is taken within the horizon. */
  readonly share: number;
  /** Median days of those runs. */
  readonly days: number;
};

/** What an attacker who already holds some steps reaches, by conditional runs on today's model. */
export type AlertReach = {
  /** Steps taken as held. */
  readonly held: readonly Pick<ReachedThing, "asset" | "step">[];
  readonly runs: number;
  readonly horizonDays: number;
  /** Things reached in some run, the soonest and surest first. */
  readonly things: readonly ReachedThing[];
  /** How many more there are than are told. */
  readonly more: number;
  /** Of all things: those taken within a day in at least half of the runs. */
  readonly withinDay: number;
  /** Of all runs: those in which something vital falls. */
  readonly fell: number;
  /** Steps that may come next from what is held, the most common first. */
  readonly next: readonly ReachedThing[];
  /** The drawn part: how the nearest things are come at. */
  readonly ways: readonly Way[];
};

/** An alert with all that is known of it. */
export type AlertView = AlertRow & {
  readonly receivedAt: string;
  readonly note: string;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  readonly events: readonly AlertEvent[];
  /** What a rule of the product has to say; null for anybody else's. */
  readonly own: {
    readonly means: Text;
    readonly falsePositives: Text;
    /** What to do first. */
    readonly firstAction: Text;
  } | null;
  /** What the rule looks for, in its author's words. */
  readonly description: string;
  readonly falsePositives: readonly string[];
};

/** What silences a rule in part, or wholly, for a time. */
export type TuningView = {
  readonly id: string;
  readonly rule: string;
  readonly field: string | null;
  readonly value: string | null;
  readonly reason: string;
  readonly owner: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly isOver: boolean;
};

/** What a file of another product's alerts came to. */
export type ForeignFile = {
  readonly name: string;
  /** How it handed them over: `graph`, `defender`, `sentinel`, `mail`, … */
  readonly forms: readonly string[];
  readonly alerts: number;
  /** Entries that are no alerts. */
  readonly skipped: number;
  readonly problems: readonly Problem[];
};

/** What an import of alerts came to. */
export type ForeignReport = {
  readonly files: readonly ForeignFile[];
  /** Alerts that are new here. */
  readonly added: number;
  /** Alerts that were known already, and were left as they are. */
  readonly known: number;
  /** Alerts that somebody has said need not be told. */
  readonly tuned: number;
};

/** A rule at work, or why it is not. */
export type WatchRule = {
  readonly rule: string;
  readonly title: string;
  /** What a rule of the product is called; null for anybody else's. */
  readonly name: Text | null;
  readonly level: AlertLevel;
  readonly techniques: readonly string[];
  /** What it reads, in the words of Sigma: `windows / process_creation`. */
  readonly source: string;
  /** `unfed`: no reader makes such events; `waiting`: it waits for values. */
  readonly state: "active" | "unfed" | "waiting";
};

/** Every rule that is held. */
export type WatchRules = {
  readonly rules: readonly WatchRule[];
  /** Techniques that a rule which can fire looks for. */
  readonly techniques: number;
  /** ATT&CK's tactics in the order of an attack, with the rules that can fire counted. */
  readonly matrix: readonly MatrixColumn[];
};

/** A tactic with its techniques; parts of a technique count for the whole. */
export type MatrixColumn = {
  readonly tactic: Text;
  readonly techniques: readonly {
    readonly id: string;
    readonly name: string;
    readonly rules: number;
  }[];
};

/** What an import of rules came to. */
export type RulesImported = {
  /** The file in the folder of rules. */
  readonly name: string;
  readonly sha256: string;
  /** Files with rules, those in archives too. */
  readonly files: number;
  readonly rules: number;
  readonly correlations: number;
  /** Rules that wait for values. */
  readonly waiting: number;
  /** What is no rule that can be meant. */
  readonly refused: number;
  /** Rules that the file of that name did not have before, and those it has no more. */
  readonly added: number;
  readonly gone: number;
  /** Rules that are silenced and gone: what silences them is kept. */
  readonly tuningsWithoutRule: readonly string[];
  readonly problems: readonly Problem[];
};

/** Who acts on alerts outside office hours, as somebody has answered. */
export type WatchDuty = {
  /** Null: nobody does. */
  readonly who: string | null;
  /** How they are reached; empty where nobody acts. */
  readonly reach: string;
  /** Who answered, and when. */
  readonly by: string;
  readonly at: string;
};
