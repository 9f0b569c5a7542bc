/**
 * Plays scenes the same way wherever it is loaded: in Node, in its threads, in a browser. What
 * comes out is compared bit for bit.
 */
import type { LatentMeasures, Scene } from "../src/index.ts";
import { explain, play, prepare, proof, simulate } from "../src/index.ts";

/** A scene, and the measures it holds without their being chosen. Plain data. */
export type Portable = { readonly scene: Scene; readonly latent: LatentMeasures };

/** Outer draws, and runs of each. */
export const outers = 8;
const inner = 8;

/** 64 bits of everything said to it, in order: enough to tell two programs apart. */
function newHash(): { readonly add: (bytes: Uint8Array) => void; readonly text: () => string } {
  let [low, high] = [0x81_1c_9d_c5, 0x12_34_56_78];
  return {
    add: (bytes) => {
      for (const byte of bytes) {
        low = Math.imul(low ^ byte, 0x01_00_01_93);
        high = Math.imul(high ^ byte ^ (low >>> 13), 0x5b_d1_e9_95);
      }
    },
    text: () => [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join(""),
  };
}

/** How much was played, and the bits of it, one text for each outer draw. */
export type Bits = {
  readonly scenes: number;
  /** Times below never, and of these above 0. */
  readonly reached: number;
  readonly late: number;
  readonly bits: readonly string[];
};

/** Plays the outer draws of a range: every second one with the measures of odd number chosen. */
export function playBits(all: readonly Portable[], outerFrom: number, outerTo: number): Bits {
  const prepared = all.map(({ scene, latent }) => prepare(scene, latent));
  const bits: string[] = [];
  let [reached, late] = [0, 0];
  for (let outer = outerFrom; outer < outerTo; outer += 1) {
    const hash = newHash();
    const add = (values: Float64Array | Int32Array): void =>
      hash.add(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    for (const [at, one] of prepared.entries()) {
      const latent = all[at]?.latent.length ?? 0;
      const chosen = Uint8Array.from({ length: latent }, (_, measure) => measure & outer & 1);
      const range = { outerFrom: outer, outerTo: outer + 1, inner };
      const { times, unopposed, limits } = simulate(one, chosen, range);
      for (const values of [times, unopposed, limits]) add(values);
      reached += times.filter(Number.isFinite).length;
      late += times.filter((time) => time > 0 && Number.isFinite(time)).length;
      const played = play(one, chosen, { outer, inner: 1 });
      const way = proof(played, [...one.scene.objectives.keys()]);
      if (way !== null) for (const values of [way.nodes, way.times]) add(values);
      const told = JSON.stringify(explain(one, chosen, { outer, inner: 2 }));
      hash.add(Uint8Array.from(told, (letter) => letter.charCodeAt(0) & 255));
    }
    bits.push(hash.text());
  }
  return { scenes: all.length, reached, late, bits };
}
