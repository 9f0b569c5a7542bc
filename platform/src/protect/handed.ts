/**
 * A municipal scene as threads hand it on: its long lists and its graph as columns in memory that
 * all threads share. At full size a copy in each thread took the server 5.8 GB.
 */
import type { MunicipalScene } from "@vallgrav/knowledge";
import {
  openLatent,
  openScene,
  type PackedLatent,
  packLatent,
  type PackedScene,
  packScene,
} from "@vallgrav/mal";

/** A municipal scene in columns: structured clone keeps it, and copies no column. */
export type HandedScene = Omit<MunicipalScene, "scene" | "latent"> & {
  readonly scene: PackedScene;
  readonly latent: PackedLatent;
};

type Column = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

function isColumn(value: object): value is Column {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** A column in memory that threads share; itself where it is there already. */
function sharedColumn<T extends Column>(column: T): T {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const make = column.constructor as new (buffer: SharedArrayBuffer) => T;
  const shared = new make(new SharedArrayBuffer(column.byteLength));
  shared.set(column);
  return shared;
}

/** Data with every column of it shared; lists, maps and sets are left as they are. */
function withShared<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (isColumn(value)) return sharedColumn(value);
  if (value instanceof Map || value instanceof Set) return value;
  if (Array.isArray(value)) {
    // Lists of columns are short; those of anything else hold none.
    return value.some((one: unknown) => ArrayBuffer.isView(one))
      ? (value.map(withShared) as T)
      : value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withShared(one)]),
  ) as T;
}

/** Makes a scene ready to be handed on. Linear in what is no column yet. */
export function handOn({ scene, latent, ...rest }: MunicipalScene): HandedScene {
  return withShared({ ...rest, scene: packScene(scene), latent: packLatent(latent) });
}

/** The scene again; costs nothing, and its rows are made when they are asked for. */
export function opened({ scene, latent, ...rest }: HandedScene): MunicipalScene {
  return { ...rest, scene: openScene(scene), latent: openLatent(latent) };
}
