/** A source of the ladder as data. */
import type { AssetKind, Text } from "@vallgrav/kernel";

/** 0: from memory and the register; 1: exports; 2: a collected directory; 3: with sessions. */
export type Rung = 0 | 1 | 2 | 3;

/** What a source makes known that would else be assumed. */
export type Tells = {
  /** Kinds of thing it lists. */
  readonly assets: readonly AssetKind[];
  /** Properties it gives, by the names readers use. */
  readonly properties: readonly string[];
  /** Whether it is people's answers: then it speaks of the defences that are asked for. */
  readonly isAsked: boolean;
};

/** One source. */
export type LadderSource = {
  readonly id: string;
  readonly rung: Rung;
  readonly name: Text;
  readonly who: Text;
  readonly minutes: number;
  /** What it may set off; null where it touches nothing. */
  readonly alarms: Text | null;
  /** How it is made, one thing after the other. */
  readonly steps: readonly Text[];
  /** What to type, or null. */
  readonly command: string | null;
  /** Readers of what it gives. */
  readonly readers: readonly string[];
  readonly tells: Tells;
};

/** The last step of most sources. */
export const upload: Text = {
  sv: "Dra filen hit, eller läs in den med vallgrav import.",
  en: "Drag the file here, or read it in with vallgrav import.",
};
