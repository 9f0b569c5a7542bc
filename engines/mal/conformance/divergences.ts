/**
 * Where graphs depart from mal-toolbox 2.9.0's, each by a name of its own, with the
 * smallest model that shows it. `withCompat` says whether `compat: "toolbox-2.9"` follows it.
 */
import type { InstanceAsset, InstanceModel } from "../src/index.ts";

/** One departure; the toolbox's answer to it is in `toolbox-answers.csv` as `row N`. */
export type Divergence = {
  readonly row: number;
  readonly why: string;
  readonly text: string;
  readonly model: InstanceModel;
  readonly withCompat: boolean;
};

function asset(id: string, type: string): InstanceAsset {
  return { id, type, name: `${type} ${id}`, defences: {} };
}

const head = '#id: "se.example.row" #version: "1.0.0"\n';

/** All known departures of node and edge sets. */
export const divergences: readonly Divergence[] = [
  {
    row: 2,
    why: "<- in a sub-asset replaces what is inherited; the toolbox adds to it",
    text: `${head}category K {
  asset A { E there <- b -> got | got }
  asset B {}
  asset C extends A { E there <- c }
}
associations { A [a] * <-- AB --> * [b] B  C [d] * <-- CB --> * [c] B }
`,
    model: {
      name: "row 2",
      assets: [asset("0", "C"), asset("1", "B")],
      links: [{ from: "0", field: "b", to: "1" }],
    },
    withCompat: true,
  },
  {
    row: 6,
    why: "a closure does not move the start of the other operand",
    text: `${head}category K { asset A { | hit -> (x* \\/ y).hit } }
associations { A [w] * <-- X --> * [x] A  A [v] * <-- Y --> * [y] A }
`,
    model: {
      name: "row 6",
      assets: [asset("0", "A"), asset("1", "A"), asset("2", "A"), asset("3", "A")],
      links: [
        { from: "0", field: "x", to: "1" },
        { from: "1", field: "y", to: "2" },
        { from: "0", field: "y", to: "3" },
      ],
    },
    withCompat: false,
  },
  {
    row: 25,
    why: "no edge leads to a gate",
    text: `${head}category K { asset A { | hit -> guard # guard -> end & end } }
associations {}
`,
    model: { name: "row 25", assets: [asset("0", "A")], links: [] },
    withCompat: true,
  },
];
