/** A scene in columns: the form in which threads hand it on and platforms keep it; see `Rows`. */
import type { PackedRows, RowShape } from "./packed-rows.ts";
import { RowBook } from "./row-book.ts";
import { openedFrom, openRows, packRows } from "./rows.ts";
import type {
  DetectorPlacement,
  Gate,
  GraphEffect,
  LatentMeasures,
  LocalTime,
  Scene,
} from "./scene.ts";

/** What differs between gates. */
export const gateShape: RowShape = { numbers: ["node"], texts: ["stateKey", "effectKey"] };
/** What differs between local times. */
export const timeShape: RowShape = { numbers: ["node"], texts: ["key"] };
/** What differs between detectors. */
export const detectorShape: RowShape = { numbers: ["node"], texts: ["stateKey"] };
/** What differs between the effects of measures. */
export const effectNumbers = ["node", "detector"] as const;
/** The same as a shape. */
export const effectShape: RowShape = { numbers: effectNumbers, texts: [] };

/** A scene whose long lists are columns; plain data. */
export type PackedScene = Omit<Scene, "gates" | "times" | "detectors"> & {
  readonly gates: PackedRows;
  readonly times: PackedRows;
  readonly detectors: PackedRows;
};

/** The effects of all measures in columns: of measure n from `ends[n − 1]` to `ends[n]` − 1. */
export type PackedLatent = { readonly effects: PackedRows; readonly ends: Uint32Array };

/** Linear in the lists that are no columns yet. */
export function packScene(scene: Scene): PackedScene {
  return {
    ...scene,
    gates: packRows(scene.gates, gateShape),
    times: packRows(scene.times, timeShape),
    detectors: packRows(scene.detectors, detectorShape),
  };
}

/** The scene again; costs nothing, rows are made when they are asked for. */
export function openScene(packed: PackedScene): Scene {
  return {
    ...packed,
    gates: openRows<Gate>(packed.gates),
    times: openRows<LocalTime>(packed.times),
    detectors: openRows<DetectorPlacement>(packed.detectors),
  };
}

/** Takes in the effects of one measure after the other. */
export class LatentBook {
  readonly #effects = new RowBook<GraphEffect>(effectShape);
  readonly #ends: number[] = [];

  /** An effect of the measure that is next closed. */
  push(effect: GraphEffect): void {
    this.#effects.push(effect);
  }

  /** The effect before once more, on another node or detector. */
  again(number: number): void {
    this.#effects.again(number);
  }

  /** No more effects of this measure. */
  close(): void {
    this.#ends.push(this.#effects.length);
  }

  pack(): PackedLatent {
    return { effects: this.#effects.pack(), ends: Uint32Array.from(this.#ends) };
  }
}

/** Linear in the effects; nothing where they were opened from columns. */
export function packLatent(latent: LatentMeasures): PackedLatent {
  const opened = openedFrom(latent);
  if (opened !== null) return { effects: opened.packed, ends: opened.ends };
  const book = new LatentBook();
  for (const effects of latent) {
    effects.forEach((effect) => book.push(effect));
    book.close();
  }
  return book.pack();
}

/** The measures again; costs nothing. */
export function openLatent({ effects, ends }: PackedLatent): LatentMeasures {
  return Array.from(ends, (end, measure) =>
    openRows<GraphEffect>(effects, measure === 0 ? 0 : (ends[measure - 1] ?? 0), end),
  );
}
