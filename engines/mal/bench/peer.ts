/** The same work by mal-toolbox and mal-simulator, in the Python that they are installed for. */
import { spawnSync } from "node:child_process";

/** What the peer took; seconds of processor time. */
export type PeerFigures = {
  readonly model: number;
  readonly generate: number;
  readonly nodes: number;
  readonly edges: number;
  /** Making the simulator ready for one run of one attacker. */
  readonly reset: number;
  /** Steps of that run, each a choice and what follows from it, and whether it came to an end. */
  readonly steps: number;
  readonly perStep: number;
  readonly ended: boolean;
  /** MiB. */
  readonly peak: number;
};

/** Seconds of processor time after which a run of the peer is broken off. */
const patience = 30;

const program = `
import json, resource, sys, time
from maltoolbox.attackgraph import AttackGraph
from maltoolbox.language import LanguageGraph
from maltoolbox.model import Model

now = time.process_time
language = LanguageGraph.load_from_file(sys.argv[1])
start = now()
model = Model.load_from_file(sys.argv[2], language)
read = now()
graph = AttackGraph(language, model)
made = now()
found = dict(
    model=read - start, generate=made - read, nodes=len(graph.nodes),
    edges=sum(len(node.children) for node in graph.nodes.values()),
    reset=0, steps=0, perStep=0, ended=False,
)
if len(sys.argv) > 4:
    from malsim import AttackerSettings, MalSimulator, MalSimulatorSettings
    from malsim.config.sim_settings import TTCMode
    from malsim.policies.attackers.searchers import BreadthFirstAttacker
    entries = {graph.get_node_by_full_name(name) for name in sys.argv[4].split("\\t")}
    start = now()
    settings = AttackerSettings(name="a", entry_points=entries, policy=BreadthFirstAttacker)
    rules = MalSimulatorSettings(ttc_mode=TTCMode.PRE_SAMPLE, seed=1)
    simulator = MalSimulator(graph, [settings], rules)
    states = simulator.reset()
    attacker = BreadthFirstAttacker({})
    begun = now()
    steps = 0
    while not simulator.done() and now() - begun < float(sys.argv[3]):
        chosen = attacker.get_next_action(states["a"])
        states = simulator.step({"a": [chosen] if chosen else []})
        steps += 1
    found["reset"] = begun - start
    found["steps"] = steps
    found["perStep"] = (now() - begun) / max(1, steps)
    found["ended"] = simulator.done()
found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print("figures " + json.dumps(found))
`;

/** Where everything lies that the peer is given. */
export type PeerInput = {
  readonly python: string;
  /** A folder for what the peer writes about itself. */
  readonly folder: string;
  readonly language: string;
  readonly model: string;
  /** Full names of the steps an attacker has at the start; empty: nothing is simulated. */
  readonly entries: readonly string[];
};

/** Runs the peer; null, with the reason printed, where it cannot be. */
export function runPeer(input: PeerInput): PeerFigures | null {
  const { python, folder, language, model, entries } = input;
  const given = entries.length === 0 ? [] : [entries.join("\t")];
  const run = spawnSync(python, ["-c", program, language, model, String(patience), ...given], {
    cwd: folder,
    encoding: "utf8",
  });
  const line = (run.stdout ?? "").split("\n").find((one) => one.startsWith("figures "));
  if (line !== undefined) return JSON.parse(line.slice("figures ".length)) as PeerFigures;
  console.log(`  the peer did not run: ${run.error?.message ?? run.stderr.trim().slice(-300)}`);
  return null;
}
