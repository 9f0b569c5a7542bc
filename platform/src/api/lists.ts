/** Lists that people keep, as they are shown. */
import type { AssetKind } from "@vallgrav/kernel";

/** A list that people keep, with how it stands to the one it is most alike. */
export type ListView = {
  readonly evidence: string;
  readonly name: string;
  readonly kind: AssetKind;
  /** How many things it has. */
  readonly things: number;
  /** Whether it counts as the next edition of `near`, which it then replaces. */
  readonly isNext: boolean;
  /** What a person said of it; null where that was found out by how alike they are. */
  readonly said: "own" | "next" | null;
  /** Null where there was no list of the kind before it. */
  readonly near: {
    readonly evidence: string;
    readonly name: string;
    readonly producedAt: string | null;
    readonly things: number;
    /** Things that both have under one name, and under different names. */
    readonly both: number;
    readonly otherNames: number;
  } | null;
};

/** What a person says of a list. */
export type ListSaid = {
  readonly list: string;
  /** One of its own, the next edition of the one it is most alike; null takes that back. */
  readonly is: "own" | "next" | null;
};
