/**
 * How long the times of 2 000 runs take where people fold, folded and kept:
 * `node engines/mal/bench/crowds.ts [MEMBERS]`. The scene is invented: twelve crowds one behind the
 * other, and each member takes one draw of its own, as dials.md §6.5 asks of what is folded. A
 * municipality whose members take more keeps them. Exits with 1 where folding and all runs take 5 s
 * or more.
 */
import { contractScene, openRuns, playRuns } from "../src/lib/simulation/play-runs.ts";
import { buildScene, exponential, fixed } from "../src/lib/simulation/test/build-graph.ts";
import type { Scene } from "../src/index.ts";

const crowds = 12;
const range = { outerFrom: 0, outerTo: 100, inner: 20 };
const mostSeconds = 5;

/** Behind each gate one member; whoever comes first opens the way to the next crowd. */
function sceneOf(members: number): Scene {
  const crowdOf = (at: number): number => at % crowds;
  const names = Array.from({ length: members }, (_, at) => `m${at}`);
  const hubs = Array.from({ length: crowds }, (_, crowd) => `hub${crowd}`);
  return buildScene({
    nodes: [
      { name: "entry", kind: "or" },
      ...names.flatMap((name, at) => {
        const before = crowdOf(at) === 0 ? "entry" : `hub${crowdOf(at) - 1}`;
        const time = exponential(0.0005);
        return [
          { name: `${name}/gate`, kind: "defence" as const },
          { name, kind: "and" as const, from: [before, `${name}/gate`], time },
        ];
      }),
      ...hubs.map((name, crowd) => ({
        name,
        kind: "or" as const,
        from: names.filter((_, at) => crowdOf(at) === crowd),
      })),
    ],
    parameters: [fixed("on", 1), fixed("works", 0.9)],
    gates: names.map((name) => ({ at: `${name}/gate`, effectiveness: 1 })),
    entries: ["entry"],
    objectives: hubs,
  });
}

function seconds(scene: Scene, isFolded: boolean): number {
  const [beganMs, before] = [performance.now(), process.cpuUsage()];
  const contracted = contractScene(scene, [], { crowds: isFolded });
  playRuns(openRuns(contracted), new Uint8Array(0), range);
  const { user, system } = process.cpuUsage(before);
  const clock = (performance.now() - beganMs) / 1_000;
  const steps = contracted.layout.isAnd.length;
  console.log(
    `${isFolded ? "folded" : "kept  "}${String(steps).padStart(9)} steps ${clock.toFixed(2)} s, ` +
      `processor ${((user + system) / 1e6).toFixed(2)} s`,
  );
  return clock;
}

function main([members = "53583"]: readonly string[]): number {
  const scene = sceneOf(Number(members));
  console.log(`${members} members, ${range.outerTo * range.inner} runs`);
  seconds(scene, false);
  return seconds(scene, true) < mostSeconds ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
