/** Scenes of every kind, the same wherever they are made; `portable.ts` plays them. */
import fc from "fast-check";
import type { Sampled, Scene } from "../src/index.ts";
import { compileLanguage, generateGraph, languageText, nodeName } from "../src/index.ts";
import { nodeKind, plainScene } from "../src/index.ts";
import { sketchArbitrary } from "../src/lib/simulation/test/arbitrary-scene.ts";
import { buildScene } from "../src/lib/simulation/test/build-graph.ts";
import { exactCases } from "../src/lib/simulation/test/exact-cases.ts";
import { newDice } from "./dice.ts";
import { growLanguage } from "./grow-language.ts";
import { growModel } from "./grow-model.ts";
import type { Portable } from "./portable.ts";

/** Names of the distributions of a language, each with parameters it takes. */
const distributions =
  "Bernoulli(0.5) Binomial(9,0.4) Exponential(0.3) Gamma(2.5,1.5) LogNormal(1,0.7) Pareto(1,1.5) " +
  "TruncatedNormal(3,4) Uniform(1,6) EasyAndCertain EasyAndUncertain HardAndCertain " +
  "HardAndUncertain VeryHardAndCertain VeryHardAndUncertain";

/** Every distribution of the language, alone and in a sum and a power. */
function distributed(): Scene {
  const steps = distributions
    .split(" ")
    .flatMap((one, at) => [`| a${at} [${one}]`, `| b${at} [${one} + 2 ^ 1.5 * ${one}]`]);
  const text = `#id: "t" #version: "1.0.0" category K { asset A { | e -> ${steps
    .map((step) => step.split(" ")[1] ?? "")
    .join(", ")} ${steps.join(" ")} } } associations {}`;
  const compiled = compileLanguage({ main: "t.mal", read: () => text });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems[0]));
  const asset = { id: "a", type: "A", name: "a", defences: {} };
  const made = generateGraph(compiled.language, { name: "m", assets: [asset], links: [] });
  if (!made.ok) throw new Error("a model of one asset");
  const goals = steps.map((_, at) => at + 1);
  return plainScene(made.graph, [0], goals, "portable");
}

/** The scenes of the published cases with exact answers, but for one of a thousand hosts. */
function published(): readonly Scene[] {
  const scenes: Scene[] = [];
  const nothing = (): void => undefined;
  const sample = (scene: Scene): Sampled => {
    if (scene.graph.nodeCount < 1_000) scenes.push(scene);
    const range = { outerFrom: 0, outerTo: 1, inner: 1 };
    const none = new Float64Array(scene.objectives.length);
    return { range, times: none, unopposed: none, limits: new Float64Array(1) };
  };
  for (const [, check] of exactCases)
    check({ scale: 0, sample, share: nothing, mean: nothing, near: nothing });
  return scenes;
}

/** Scenes of grown languages: the compiler and the generator are played along. */
function grown(): readonly Scene[] {
  return Array.from({ length: 12 }, (_, number) => {
    const dice = newDice(20, number);
    const language = growLanguage(dice);
    const compiled = compileLanguage({ main: "g.mal", read: () => language.text });
    const model = growModel(language, dice);
    if (!compiled.ok || model === null) return [];
    const made = generateGraph(compiled.language, model);
    if (!made.ok) return [];
    const { graph } = made;
    const steps = [...graph.kinds.keys()].filter((at) => (graph.kinds[at] ?? 0) <= nodeKind.and);
    if (steps.length === 0) return [];
    // What the language and the graph are enters by the seed.
    const names = steps.map((node) => nodeName(graph, node)).join();
    const seed = `${languageText(compiled.language)}${names}`;
    return [plainScene(graph, [dice.pick(steps), dice.pick(steps)], steps.slice(0, 9), seed)];
  }).flat();
}

/** All of them. */
export function portableScenes(): readonly Portable[] {
  const alone = [distributed(), ...published(), ...grown()];
  const sketched = fc.sample(sketchArbitrary, { seed: 20, numRuns: 80 });
  return [
    ...alone.map((scene) => ({ scene, latent: [] })),
    ...sketched.map(({ sketch, latent }) => ({ scene: buildScene(sketch), latent })),
  ];
}
