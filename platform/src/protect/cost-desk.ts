/** The cost sheet as the room offers it, and the model with the prices in force. */
import type { Selector } from "@vallgrav/knowledge";
import type { CostSheet, SheetChange } from "../api/index.ts";
import type { Identify } from "../identify/door.ts";
import {
  approvedOf,
  approveSheet,
  changeSheet,
  loadSheet,
  putBack,
  type SheetChanged,
  type SheetStore,
  sheetView,
} from "./cost-sheet.ts";
import { loadLearnt } from "./reality.ts";
import { advisedOf, type Advisers } from "./advised.ts";
import type { PricedModel } from "./setting.ts";

/** What the room offers of the cost sheet. */
export type CostDesk = {
  /** The cost sheet as it stands: the draft where there is one. */
  readonly costSheet: () => Promise<CostSheet>;
  /**
   * Changes the draft of the cost sheet.
   * @throws {StoreConflict} when the sheet has another revision than the one named
   */
  readonly changeCosts: (
    change: SheetChange,
    given: { readonly by: string; readonly revision: number },
  ) => Promise<SheetChanged>;
  /** Approves the draft: plans are made with it from now on. @throws {StoreConflict} */
  readonly approveCosts: (given: {
    readonly by: string;
    readonly note: string;
    readonly revision: number;
  }) => Promise<SheetChanged>;
  /** Puts the sheet back as it was before a change that made this revision of it. */
  readonly putCostsBack: (changed: Extract<SheetChanged, { readonly ok: true }>) => Promise<void>;
};

/** The identify room with models that bear the prices in force. */
export type PricedIdentify = Omit<Identify, "current"> & {
  readonly current: () => Promise<PricedModel | null>;
};

/** Puts the prices in force, what reality taught and what advisories tell to every model. */
export function withPrices(
  identify: Identify,
  store: Pick<SheetStore, "settings">,
  advisers: Advisers,
): PricedIdentify {
  return {
    ...identify,
    current: async () => {
      const current = await identify.current();
      if (current === null) return null;
      const sheet = approvedOf(await loadSheet(store));
      const advised = await advisedOf(advisers, current);
      return { ...current, sheet, learnt: await loadLearnt(store), advised };
    },
  };
}

/**
 * What the room offers of the sheet.
 * @param counting how many of each there are here
 */
export function costDesk(
  store: SheetStore,
  counting: () => Promise<(selector: Selector) => number>,
): CostDesk {
  return {
    costSheet: async () => sheetView(await loadSheet(store), await counting()),
    changeCosts: async (change, given) => changeSheet(store, change, given),
    approveCosts: async (given) => approveSheet(store, given),
    putCostsBack: async ({ before, revision }) => putBack(store, before, revision),
  };
}
