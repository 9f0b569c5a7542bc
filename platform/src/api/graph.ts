/** What travels of the connection to Microsoft Graph, by which alerts are collected. Types only. */
import type { Problem } from "@vallgrav/kernel";

/** Whom we ask and as whom; the secret is never told again. */
export type GraphConnection = {
  /** Id or domain of the tenant, and of the application that may read. */
  readonly tenant: string;
  readonly client: string;
  /** Where the token is had, and where the alerts are: origins by HTTPS. */
  readonly login: string;
  readonly graph: string;
  readonly everyMinutes: number;
  /** Who said it, and when. */
  readonly by: string;
  readonly at: string;
};

/** What the last collection came to. */
export type GraphLast = {
  readonly at: string;
  /** Whether everything was read to its end. */
  readonly isWhole: boolean;
  /** Alerts that are new here; known ones that had changed there; silenced ones. */
  readonly added: number;
  readonly renewed: number;
  readonly tuned: number;
  readonly problems: readonly Problem[];
};

/** The connection as it is shown. */
export type GraphView = {
  /** Machines that may be named: Microsoft's, and those of whoever runs the server. */
  readonly hosts: readonly string[];
  /** Null: nothing is collected. */
  readonly connection: GraphConnection | null;
  readonly last: GraphLast | null;
  /** When everything was last read to its end; null: never yet. */
  readonly wholeAt: string | null;
};

/** What is asked to be kept; an empty secret keeps the one that is there. */
export type GraphGiven = Omit<GraphConnection, "at" | "by"> & { readonly secret: string };
