/** Where Vallgrav itself runs, and what would fall with it. Types only. */

/** Where a copy of Vallgrav lies, seen from whoever has taken the domain. */
export type CopyPlace =
  /** On media that are not connected, or that nobody can erase early. */
  | "offline"
  /** Connected, where no account of the domain has any rights. */
  | "outside"
  /** Where accounts of the domain reach it. */
  | "inside";

/** A copy, as somebody told of it. */
export type OwnCopy = { readonly name: string; readonly place: CopyPlace };

/** What is to be mended about where Vallgrav lies. */
export type OwnPlaceWarning =
  /** The machine belongs to a domain. */
  | "joined"
  /** Nobody has said where copies lie. */
  | "no-copies"
  /** Every copy lies where the domain reaches it. */
  | "copies-inside"
  /** No copy was made in the last week. */
  | "old-copy";

/** What is known of it. */
export type OwnPlaceView = {
  /** Name of the machine. */
  readonly host: string;
  /** What shows that it belongs to a domain: a name or a file of the machine; null for nothing. */
  readonly joined: string | null;
  /** Whether a directory that was read in has a machine of that name. */
  readonly inDirectory: boolean;
  readonly copies: readonly OwnCopy[];
  /** Who said where copies lie, and when; null: nobody. */
  readonly by: string | null;
  readonly at: string | null;
  /** When the last copy was made; null: none is known. */
  readonly lastCopyAt: string | null;
  readonly warnings: readonly OwnPlaceWarning[];
  /** Whom this installation may connect to, as it is set; nothing else is connected to. */
  readonly connections: readonly string[];
};
