/** A campaign by hand: steps, gates and detectors, and an attacker who comes in somewhere. */
import {
  chance,
  choice,
  type Fits,
  list,
  name,
  number,
  object,
  or,
  record,
  type Shape,
  time,
  whole,
} from "./shapes.ts";

const mostNodes = 20_000;

/** A number, or the name of a parameter whose value it has. */
export type ChanceOf = number | string;

const chanceOf: Shape<ChanceOf> = (value, path) =>
  typeof value === "string" ? name(value, path) : chance(value, path);

/** A step that needs any of those before it, one that needs all of them, or a gate. */
const node = object({
  id: name,
  is: choice(["any", "all", "gate"]),
  after: or(list(name, mostNodes), []),
  /** Of a step: days it takes. */
  days: or(time, null),
  /** What shares the draw of its time; its own where left out. */
  draw: or(name, null),
  /** Of a gate: how surely it is there, a fact of the outer draw. */
  on: or(chanceOf, 1),
  /** Of a gate: how surely it stops an average attacker where it is there. */
  works: or(chanceOf, 1),
  /** What shares whether it works; its own where left out. */
  effect: or(name, null),
  /** So many of it, each alone: `host` becomes `host 1`, `host 2` … */
  copies: or(whole(1, mostNodes), 1),
});

const parameter = object({
  beta: or(list(number(0.01, 1e6), 2, 2), null),
  value: or(chance, null),
});

const detector = object({ at: name, fires: chanceOf, kind: or(name, "detector") });

const response = object({
  triageDays: or(time, null),
  containmentDays: time,
  success: or(chanceOf, 1),
});

const skill = object({
  mean: or(number(-10, 10), 0),
  loading: or(chance, 0),
  onTime: or(number(0, 10), 0),
});

/** How many runs, and by which chance. */
export const runFields = {
  outer: or(whole(1, 1_000_000), 100),
  inner: or(whole(1, 1_000_000), 20),
  seed: or(name, "1"),
};

/** Fields of a campaign. */
export const campaignFields = {
  nodes: list(node, mostNodes, 1),
  entries: list(name, 1_000),
  goals: list(name, 50, 1),
  horizonDays: or(number(1e-6, 1e9), 90),
  parameters: or(record(parameter, 1_000), new Map<string, Fits<typeof parameter>>()),
  detectors: or(list(detector, 1_000), []),
  response: or(response, null),
  /** Steps that this attacker cannot take. */
  closed: or(list(name, 1_000), []),
  skill: or(skill, null),
  patienceDays: or(time, null),
  ...runFields,
};

const fields = object(campaignFields);

/** A campaign as it was asked for. */
export type CampaignAsked = Fits<typeof fields>;
