/** What can be asked of the program, as data. */
import type { AccountCommand } from "./account-arguments.ts";
import type { AlertsCommand } from "./alerts-arguments.ts";
import type { PlanTerms, SurveyAsked } from "@vallgrav/platform/api";
import type { CalendarAsked, InterchangeForm } from "@vallgrav/platform/protect";
import type { SigmaLevel } from "@vallgrav/sigma";
import type { CostsCommand } from "./costs-arguments.ts";
import type { CollectCommand } from "./collect-command.ts";
import type { SizeName } from "@vallgrav/examples";
import type { CommitteesCommand } from "./committee-arguments.ts";
import type { PlaceCommand } from "./place-arguments.ts";
import type { ReleasesCommand } from "./release-arguments.ts";
import type { OpinionsCommand } from "./opinion-arguments.ts";
import type { HygieneCommand } from "./hygiene-arguments.ts";
import type { AffectedCommand, FindingsCommand } from "./findings-arguments.ts";
import type { KnowingCommand } from "./knowing-arguments.ts";
import type { UsageProblem } from "./usage-problem.ts";

/** What is asked for. Sizes, port and host are null where the default will do. */
export type Command =
  /** `about` is the one command that is asked about; absent for all of them. */
  | { readonly verb: "help"; readonly about?: string }
  | { readonly verb: "version" }
  | {
      readonly verb: "import";
      readonly paths: readonly string[];
      /** File that says what the columns of tables mean. */
      readonly mapping?: string;
      /** What is said of the lists: each one of its own, or the next edition of another. */
      readonly list?: "own" | "next";
      readonly json: boolean;
    }
  | { readonly verb: "status"; readonly json: boolean }
  /** `import` is an import's id or the beginning of one. */
  | { readonly verb: "withdraw"; readonly import: string; readonly json: boolean }
  | { readonly verb: "mapping"; readonly what: "list"; readonly json: boolean }
  | {
      readonly verb: "mapping";
      readonly what: "forget";
      readonly id: string;
      readonly json: boolean;
    }
  | { readonly verb: "questions"; readonly json: boolean }
  | {
      readonly verb: "plan";
      readonly budgetSek: number;
      readonly terms: PlanTerms;
      readonly when: CalendarAsked;
      /** What the plan is to be tried against besides; null where it alone is asked for. */
      readonly survey: Pick<SurveyAsked, "frequency" | "worlds"> | null;
      readonly size: RunOptions;
      readonly json: boolean;
    }
  | {
      readonly verb: "what-if";
      readonly budgetSek: number;
      /** Ids of measures. */
      readonly with: readonly string[];
      readonly without: readonly string[];
      readonly terms: PlanTerms;
      readonly size: RunOptions;
      readonly json: boolean;
    }
  | { readonly verb: "paths" | "ladder"; readonly size: RunOptions; readonly json: boolean }
  | {
      readonly verb: "explain";
      readonly run: string;
      readonly sample: number;
      readonly size: RunOptions;
      readonly json: boolean;
    }
  | { readonly verb: "example"; readonly json: boolean }
  | CostsCommand
  | CalculateCommand
  | WriteExampleCommand
  | CollectCommand
  | MalCommand
  | AccountCommand
  | AlertsCommand
  | OpinionsCommand
  | CommitteesCommand
  | ReleasesCommand
  | PlaceCommand
  | KnowingCommand
  | AffectedCommand
  | (FindingsCommand & { readonly size: RunOptions })
  | RulesCommand
  | RulesImportCommand
  | HuntCommand
  | KeepingCommand
  | AdvisoryCommand
  | HygieneCommand
  | ({ readonly verb: "serve" } & ServeAsked);

/** Asks for the fictional municipality as files; nothing of it touches the data. */
export type WriteExampleCommand = {
  readonly verb: "write-example";
  readonly to: string;
  readonly size: SizeName;
  /** Null: the seed that the size has. */
  readonly seed: string | null;
  readonly json: boolean;
};

/** What is asked of an attack language; nothing of it touches the data. */
export type MalCommand =
  | {
      readonly verb: "mal";
      readonly act: "compile";
      readonly lang: string;
      readonly compat: "toolbox-2.9" | null;
      readonly json: boolean;
    }
  | {
      readonly verb: "mal";
      readonly act: "graph";
      readonly lang: string;
      readonly model: string;
      /** The whole graph as mal-toolbox writes it, instead of counts. */
      readonly full: boolean;
      readonly compat: "toolbox-2.9" | null;
      readonly json: boolean;
    }
  | SimulateCommand;

/** Times of goals from entries, by the language's own times; steps are `ASSET:STEP`. */
export type SimulateCommand = {
  readonly verb: "mal";
  readonly act: "simulate";
  readonly lang: string;
  readonly model: string;
  readonly entries: readonly string[];
  readonly goals: readonly string[];
  readonly samples: number;
  readonly seed: string;
  /** Null: one per processor, at most four. */
  readonly threads: number | null;
  readonly compat: "toolbox-2.9" | null;
  readonly json: boolean;
};

/** What is calculated by hand; nothing of it touches the data. */
export type CalculateCommand = {
  readonly verb: "calculate";
  readonly path: string;
  readonly json: boolean;
};

/** What is asked of detection rules; nothing of it touches the data. */
export type RulesCommand =
  | {
      readonly verb: "rules";
      readonly act: "check";
      readonly paths: readonly string[];
      readonly json: boolean;
    }
  | {
      readonly verb: "rules";
      readonly act: "explain";
      readonly rules: string;
      /** Id, name or title. */
      readonly rule: string;
      /** A file with one JSON object a line. */
      readonly events: string;
      readonly json: boolean;
    }
  | CoverageCommand;

/** Which rules can fire on the logs at hand. */
export type CoverageCommand = {
  readonly verb: "rules";
  readonly act: "coverage";
  readonly rules: readonly string[];
  /** Logs; none: whatever can be read. */
  readonly paths: readonly string[];
  /** A layer of the ATT&CK Navigator instead of the document. */
  readonly layer: boolean;
  readonly json: boolean;
};

/** Rules over logs; nothing of it touches the data. */
export type HuntCommand = {
  readonly verb: "hunt";
  readonly rules: readonly string[];
  /** Files and folders of logs. */
  readonly paths: readonly string[];
  /** Only records since then; null: all. */
  readonly sinceMs: number | null;
  /** Only rules of at least this level; null: all. */
  readonly level: SigmaLevel | null;
  /** Older records behind what a Windows log says it holds, too. */
  readonly remains: boolean;
  /** Null: as many as the bytes are worth. */
  readonly threads: number | null;
  /** File for a page to read; null: none. */
  readonly report: string | null;
  /** File in which what is done is kept, to go on from after a stop; null: none. */
  readonly resume: string | null;
  readonly json: boolean;
};

/**
 * What is asked of advisories; nothing of it touches the data. The folder is null for the home's.
 */
export type AdvisoryCommand =
  | {
      readonly verb: "update";
      readonly paths: readonly string[];
      readonly db: string | null;
      readonly json: boolean;
    }
  | {
      readonly verb: "match";
      readonly inventory: string;
      readonly db: string | null;
      readonly json: boolean;
    };

/** What keeps the data, its copies and its log in order. */
export type KeepingCommand =
  | {
      readonly verb: "audit";
      readonly what: "verify" | "export" | "checkpoint";
      readonly witness: string | null;
      readonly json: boolean;
    }
  | {
      readonly verb: "backup";
      readonly to: string;
      readonly passphraseFile: string | null;
      readonly json: boolean;
    }
  | {
      readonly verb: "restore";
      readonly from: string;
      readonly passphraseFile: string | null;
      readonly recompute: boolean;
      readonly size: RunOptions;
      readonly json: boolean;
    }
  | {
      readonly verb: "export";
      /** Null: everything, as it is kept. */
      readonly form: InterchangeForm | null;
      readonly to: string;
      readonly size: RunOptions;
      readonly json: boolean;
    }
  | { readonly verb: "import-all"; readonly from: string; readonly json: boolean }
  | { readonly verb: "dispose"; readonly dryRun: boolean; readonly json: boolean }
  | { readonly verb: "keys"; readonly json: boolean }
  | { readonly verb: "doctor"; readonly json: boolean };

/** How the server is started. */
export type ServeAsked = {
  readonly port: number | null;
  readonly host: string | null;
  /** Folder with a folder for each of several organisations; null: one, in the home. */
  readonly organisations: string | null;
};

/** Where rules are taken from. */
export type RulesImportCommand = {
  readonly verb: "rules-import";
  /** A path, or an address by HTTPS. */
  readonly from: string;
  readonly json: boolean;
};

/** Sizes of a run; null: the default. */
export type RunOptions = {
  readonly threads: number | null;
  readonly outer: number | null;
  readonly inner: number | null;
  readonly seed: string | null;
};

/** A command, or why there is none. */
export type ParsedArguments =
  | { readonly ok: true; readonly command: Command }
  /** `about` is the command that was meant, where there is one. */
  | { readonly ok: false; readonly problem: UsageProblem; readonly about?: string };
