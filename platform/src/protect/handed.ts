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
import { inOneMemory } from "../jobs/one-memory.ts";

/** A municipal scene in columns: structured clone keeps it, and copies no column. */
export type HandedScene = Omit<MunicipalScene, "scene" | "latent"> & {
  readonly scene: PackedScene;
  readonly latent: PackedLatent;
};

/** Makes a scene ready to be handed on. Linear in what is no column yet. */
export function handOn({ scene, latent, ...rest }: MunicipalScene): HandedScene {
  return inOneMemory({ ...rest, scene: packScene(scene), latent: packLatent(latent) });
}

/** The scene again; costs nothing, and its rows are made when they are asked for. */
export function opened({ scene, latent, ...rest }: HandedScene): MunicipalScene {
  return { ...rest, scene: openScene(scene), latent: openLatent(latent) };
}
