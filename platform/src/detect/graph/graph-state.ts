/** How far collecting from Microsoft Graph has come, and what the last time came to. */
import type { Instant } from "@vallgrav/kernel";
import type { GraphLast } from "../../api/index.ts";
import type { SettingStore } from "../../storage/index.ts";
import type { GraphList } from "./graph-lists.ts";
import type { GraphSetting } from "./graph-setting.ts";

/** What is kept between collections. */
export type GraphState = {
  /** What it holds of: another tenant or cloud begins anew. */
  readonly of: string;
  /** Up to which change each list was read. */
  readonly seen: Readonly<Partial<Record<GraphList, Instant>>>;
  readonly last: GraphLast | null;
  /** When all lists were last read to their ends. */
  readonly wholeAt: Instant | null;
  /** When collecting was last begun, and how often in a row it has failed since it did not. */
  readonly triedAt: Instant | null;
  readonly failures: number;
};

const key = "watch/graph-state";

/** What a state holds of. */
export function stateNameOf({ tenant, graph }: Pick<GraphSetting, "graph" | "tenant">): string {
  return `${tenant.toLowerCase()} ${graph}`;
}

const nothing = { seen: {}, last: null, wholeAt: null, triedAt: null, failures: 0 } as const;

/** States of a connection over the settings. */
export function graphStates(settings: Pick<SettingStore, "load" | "save">) {
  const load = async (setting: Pick<GraphSetting, "graph" | "tenant">): Promise<GraphState> => {
    const of = stateNameOf(setting);
    const value = (await settings.load(key))?.value as unknown as GraphState | null | undefined;
    return value?.of === of ? value : { of, ...nothing };
  };
  return {
    load,
    /** Changes it. @throws {StoreConflict} */
    change: async (
      setting: Pick<GraphSetting, "graph" | "tenant">,
      change: Partial<Omit<GraphState, "of">>,
    ): Promise<GraphState> => {
      const version = (await settings.load(key))?.version ?? 0;
      const next: GraphState = { ...(await load(setting)), ...change };
      await settings.save(key, next, version);
      return next;
    },
  };
}
