/**
 * The one form that every source of advisories is brought into: what is said of which product in
 * which versions, and by whom.
 */
import type { VersionScheme } from "../versions/schemes.ts";

/** What is said of a product in a version; `unknown` is an answer, and never the same as no. */
export type Status = "affected" | "unaffected" | "unknown";

/** Where an advisory comes from. */
export type AdvisorySource = "csaf" | "cve" | "nvd" | "osv";

/**
 * What a statement is about. `package`: of an ecosystem as OSV names them, `release` being its
 * suffix (`12` of `Debian:12`) or empty for all. `named`: a supplier's product as CVE and CPE name
 * it; `cpe` is the whole formatted string where there is one, else empty.
 */
export type Product =
  | {
      readonly kind: "package";
      readonly ecosystem: string;
      readonly release: string;
      readonly name: string;
    }
  | {
      readonly kind: "named";
      readonly vendor: string;
      readonly product: string;
      readonly cpe: string;
    };

/** Versions from one to another with what is said of them; null is without end. */
export type Span = {
  readonly from: string | null;
  readonly includesFrom: boolean;
  readonly to: string | null;
  readonly includesTo: boolean;
  readonly status: Status;
};

/**
 * What of a statement's versions could not be used: `git`: told as commits only; `bad`: bounds that
 * are no versions; `none`: no versions told at all; `platform`: holds on a platform nobody knows
 * of.
 */
export type Gap = "bad" | "git" | "none" | "platform";

/** What an advisory says of one product: the first span a version lies in decides. */
export type Statement = {
  readonly product: Product;
  /** How its versions are ordered; null where nobody knows. */
  readonly scheme: VersionScheme | null;
  /** Versions that are affected, each as written. */
  readonly listed: readonly string[];
  readonly spans: readonly Span[];
  /** What holds outside every span. */
  readonly otherwise: Status;
  readonly gap: Gap | null;
};

/** How severe a source says it is: a CVSS vector, or a word of the source's own. */
export type Severity = { readonly kind: string; readonly value: string };

/** One advisory. */
export type Advisory = {
  readonly id: string;
  readonly source: AdvisorySource;
  /** When the source last changed it, as RFC 3339 in UTC; later ones replace earlier ones. */
  readonly modified: string;
  readonly isWithdrawn: boolean;
  /** Other names of the same weakness. */
  readonly aliases: readonly string[];
  /** Weaknesses it speaks of without being the same: a supplier's collected advisory. */
  readonly upstream: readonly string[];
  /** One line; cut at 300 characters. */
  readonly title: string;
  readonly severities: readonly Severity[];
  readonly statements: readonly Statement[];
  /** How many affected entries name no product that anything could be matched with. */
  readonly unnamed: number;
};
