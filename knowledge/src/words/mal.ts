/** Words for what is wrong with attack languages, models, graphs and scenes. */
import type {
  FormatProblem,
  GraphProblem,
  MalProblem,
  ModelProblem,
  SceneList,
  SceneNumber,
  SceneProblem,
} from "@vallgrav/mal";
import { malFormatEn, malFormatSv } from "./mal-format.ts";
import { malLanguageEn } from "./mal-language-en.ts";
import { malLanguageSv } from "./mal-language-sv.ts";
import { countEn, countSv, numberEn, numberSv } from "./numbers.ts";
import { type Phrases, wordFor } from "./phrases.ts";

const listSv: Readonly<Record<SceneList, string>> = {
  gates: "försvar",
  times: "tider",
  entries: "vägar in",
  closed: "stängda steg",
  objectives: "mål",
  biases: "källornas fel",
  coverage: "försvarens utbredning",
  effectiveness: "försvarens verkan",
  scale: "tidernas osäkerhet",
  detectors: "detektorer",
  sensitivity: "detektorernas känslighet",
  success: "om inneslutningen lyckas",
  effects: "åtgärdernas verkan",
};
const listEn: Readonly<Record<SceneList, string>> = {
  gates: "defences",
  times: "times",
  entries: "ways in",
  closed: "closed steps",
  objectives: "objectives",
  biases: "errors of the sources",
  coverage: "the defences' coverage",
  effectiveness: "the defences' effectiveness",
  scale: "the times' uncertainty",
  detectors: "detectors",
  sensitivity: "the detectors' sensitivity",
  success: "whether containment succeeds",
  effects: "effects of measures",
};
const numberNameSv: Readonly<Record<SceneNumber, string>> = {
  available: "sannolikheten att en väg in finns",
  prior: "en parameters antagande",
  evidence: "vad uppgifterna säger om ett försvar",
  skillMean: "angriparens skicklighet i medel",
  skillLoading: "skicklighetens spridning",
  skillOnTime: "skicklighetens verkan på tiden",
  horizonDays: "antalet dagar som spelas",
  effectCoverage: "en åtgärds utbredning",
  effectFactor: "hur mycket en åtgärd fördröjer",
  effectSpeed: "hur mycket en åtgärd snabbar på svaret",
  stealth: "hur väl angriparen döljer sig",
  staffing: "bemanningen",
};
const numberNameEn: Readonly<Record<SceneNumber, string>> = {
  available: "the probability that a way in exists",
  prior: "the assumption of a parameter",
  evidence: "what the facts say of a defence",
  skillMean: "the attacker's mean skill",
  skillLoading: "the spread of skill",
  skillOnTime: "the effect of skill on time",
  horizonDays: "the number of days played",
  effectCoverage: "the coverage of a measure",
  effectFactor: "how much a measure delays",
  effectSpeed: "how much a measure quickens the response",
  stealth: "how well the attacker hides",
  staffing: "the staffing",
};

const instanceSv: Phrases<ModelProblem | GraphProblem> = {
  "mal/duplicate-id": (p) => `Id ${p.asset} finns flera gånger. Ge varje tillgång ett eget id.`,
  "mal/unknown-type": (p) =>
    `Tillgången ${p.asset} är av typen ${p.type}, som språket inte har. Rätta typen.`,
  "mal/abstract-type": (p) =>
    `Tillgången ${p.asset} är av den abstrakta typen ${p.type}. Välj en typ som ärver av den.`,
  "mal/unknown-defence": (p) =>
    `Tillgången ${p.asset} har inget försvar ${p.defence}. Rätta namnet.`,
  "mal/bad-probability": (p) =>
    `Försvaret ${p.defence} hos ${p.asset} har en sannolikhet utanför 0–1. Rätta den.`,
  "mal/link-to-nothing": (p) =>
    `En länk leder till ${p.asset}, som inte finns. Lägg till tillgången eller ta bort länken.`,
  "mal/link-field-unknown": (p) => `Typen ${p.type} har inget fält ${p.field}. Rätta länken.`,
  "mal/link-wrong-type": (p) =>
    `Fältet ${p.field} hos ${p.type} leder till ${p.expected}, men länken till ${p.found}. ` +
    "Rätta den.",
  "mal/too-many-links": (p) =>
    `${p.asset} har ${countSv(p.found, "länk", "länkar")} i fältet ${p.field}; högst ` +
    `${numberSv(p.max)} får finnas. Ta bort de övriga.`,
  "mal/too-few-links": (p) =>
    `${countSv(p.assets, "tillgång", "tillgångar")} av typen ${p.type} har färre än ` +
    `${countSv(p.min, "länk", "länkar")} i fältet ${p.field}. Den första är ${p.first}.`,
  "mal/more-model-problems": (p) =>
    `Modellen har ${countSv(p.found, "fel", "fel")}; de första ${numberSv(p.limit)} visas. ` +
    "Rätta dem och försök igen.",
  "mal/too-many-nodes": (p) =>
    `Grafen får fler än ${numberSv(p.limit)} noder. Dela modellen eller höj gränsen.`,
  "mal/too-many-edges": (p) =>
    `Grafen får fler än ${numberSv(p.limit)} kanter. Dela modellen eller höj gränsen.`,
  "mal/too-much-work": (p) =>
    `Grafen kräver mer än ${numberSv(p.limit)} arbetssteg. Dela modellen eller höj gränsen.`,
};

const instanceEn: Phrases<ModelProblem | GraphProblem> = {
  "mal/duplicate-id": (p) => `The id ${p.asset} occurs several times. Give every asset its own.`,
  "mal/unknown-type": (p) =>
    `The asset ${p.asset} is of the type ${p.type}, which the language lacks. Correct the type.`,
  "mal/abstract-type": (p) =>
    `The asset ${p.asset} is of the abstract type ${p.type}. Choose a type that extends it.`,
  "mal/unknown-defence": (p) =>
    `The asset ${p.asset} has no defence ${p.defence}. Correct the name.`,
  "mal/bad-probability": (p) =>
    `The defence ${p.defence} of ${p.asset} has a probability outside 0–1. Correct it.`,
  "mal/link-to-nothing": (p) =>
    `A link leads to ${p.asset}, which does not exist. Add the asset or remove the link.`,
  "mal/link-field-unknown": (p) => `The type ${p.type} has no field ${p.field}. Correct the link.`,
  "mal/link-wrong-type": (p) =>
    `The field ${p.field} of ${p.type} leads to ${p.expected}, but the link to ${p.found}. ` +
    "Correct it.",
  "mal/too-many-links": (p) =>
    `${p.asset} has ${countEn(p.found, "link", "links")} in the field ${p.field}; at most ` +
    `${numberEn(p.max)} may be there. Remove the others.`,
  "mal/too-few-links": (p) =>
    `Fewer than ${countEn(p.min, "link", "links")} in the field ${p.field}: ` +
    `${countEn(p.assets, "asset", "assets")} of the type ${p.type}. The first is ${p.first}.`,
  "mal/more-model-problems": (p) =>
    `The model has ${countEn(p.found, "problem", "problems")}; the first ${numberEn(p.limit)} ` +
    "are shown. Correct those and try again.",
  "mal/too-many-nodes": (p) =>
    `The graph gets more than ${numberEn(p.limit)} nodes. Divide the model or raise the limit.`,
  "mal/too-many-edges": (p) =>
    `The graph gets more than ${numberEn(p.limit)} edges. Divide the model or raise the limit.`,
  "mal/too-much-work": (p) =>
    `The graph takes more than ${numberEn(p.limit)} steps of work. Divide the model or raise ` +
    "the limit.",
};

const sceneSv: Phrases<SceneProblem> = {
  "mal/scene-index": (p) =>
    `Nummer ${numberSv(p.index)} i listan över ${wordFor(listSv, p.list)} leder ingenstans. ` +
    "Rätta det.",
  "mal/scene-kind": (p) =>
    `${p.node} är av fel slag för listan över ${wordFor(listSv, p.list)}. Välj en annan nod.`,
  "mal/scene-twice": (p) =>
    `${p.node} står flera gånger i listan över ${wordFor(listSv, p.list)}. Behåll en.`,
  "mal/scene-range": (p) =>
    `Ett tal är orimligt: ${wordFor(numberNameSv, p.what)} (nummer ${numberSv(p.index)}). ` +
    "Rätta det.",
  "mal/scene-parameter-twice": (p) => `Parametern ${p.parameter} finns flera gånger. Behåll en.`,
  "mal/scene-not-probability": (p) =>
    `Parametern ${p.parameter} används som sannolikhet men är ingen. Ge den ett värde i 0–1.`,
  "mal/scene-key-missing": (p) =>
    `Nummer ${numberSv(p.index)} i listan över ${wordFor(listSv, p.list)} saknar nyckel för ` +
    "slumpen. " +
    "Ge den en egen.",
  "mal/scene-key-collision": (p) =>
    `${p.first} och ${p.second} får samma slumptal. Ge dem olika nycklar.`,
  "mal/scene-unknown-distribution": (p) =>
    `${p.of} har tidsfördelningen ${p.name}, som inte finns. Rätta namnet.`,
  "mal/scene-distribution-arguments": (p) =>
    `Tidsfördelningen ${p.name} för ${p.of} har fel antal tal. Rätta antalet.`,
  "mal/scene-distribution-range": (p) =>
    `Tidsfördelningen ${p.name} för ${p.of} har orimliga tal. Rätta dem.`,
  "mal/scene-time-without-key": (p) =>
    `Steget ${p.step} har en tid men ingen nyckel, så ${countSv(p.nodes, "nod", "noder")} drar ` +
    "slumptal var för sig. Kontrollera att det är meningen.",
  "mal/scene-gate-before-or": (p) =>
    `Ett försvar står före steget ${p.step} (|), där det inte hindrar utan öppnar en väg ` +
    `(${countSv(p.nodes, "nod", "noder")}). Gör steget till &.`,
  "mal/scene-objective-free": (p) =>
    `Målet ${p.node} faller utan att någon angriper, så dess siffror betyder inget. Rätta ` +
    "modellen.",
};

const sceneEn: Phrases<SceneProblem> = {
  "mal/scene-index": (p) =>
    `Number ${numberEn(p.index)} of the list of ${wordFor(listEn, p.list)} leads nowhere. ` +
    "Correct it.",
  "mal/scene-kind": (p) =>
    `${p.node} is of the wrong kind for the list of ${wordFor(listEn, p.list)}. Choose another.`,
  "mal/scene-twice": (p) =>
    `${p.node} stands several times in the list of ${wordFor(listEn, p.list)}. Keep one.`,
  "mal/scene-range": (p) =>
    `A number is out of range: ${wordFor(numberNameEn, p.what)} (number ${numberEn(p.index)}). ` +
    "Correct it.",
  "mal/scene-parameter-twice": (p) =>
    `The parameter ${p.parameter} occurs several times. Keep one.`,
  "mal/scene-not-probability": (p) =>
    `The parameter ${p.parameter} is used as a probability but is none. Give it a value in 0–1.`,
  "mal/scene-key-missing": (p) =>
    `Number ${numberEn(p.index)} of the list of ${wordFor(listEn, p.list)} has no key for ` +
    "chance. " +
    "Give it one of its own.",
  "mal/scene-key-collision": (p) =>
    `${p.first} and ${p.second} get the same random numbers. Give them different keys.`,
  "mal/scene-unknown-distribution": (p) =>
    `${p.of} has the time distribution ${p.name}, which does not exist. Correct the name.`,
  "mal/scene-distribution-arguments": (p) =>
    `The time distribution ${p.name} of ${p.of} has the wrong number of numbers. Correct them.`,
  "mal/scene-distribution-range": (p) =>
    `The time distribution ${p.name} of ${p.of} has numbers out of range. Correct them.`,
  "mal/scene-time-without-key": (p) =>
    `The step ${p.step} has a time but no key, so ${countEn(p.nodes, "node", "nodes")} draw ` +
    "chance one by one. Check that this is meant.",
  "mal/scene-gate-before-or": (p) =>
    `A defence stands before the step ${p.step} (|), where it does not block but opens a way ` +
    `(${countEn(p.nodes, "node", "nodes")}). Make the step an &.`,
  "mal/scene-objective-free": (p) =>
    `The objective ${p.node} falls without any attacker, so its figures mean nothing. ` +
    "Correct the model.",
};

/** Swedish. */
export const malSv: Phrases<MalProblem | SceneProblem | FormatProblem> = {
  ...malLanguageSv,
  ...malFormatSv,
  ...instanceSv,
  ...sceneSv,
};

/** English. */
export const malEn: Phrases<MalProblem | SceneProblem | FormatProblem> = {
  ...malLanguageEn,
  ...malFormatEn,
  ...instanceEn,
  ...sceneEn,
};
