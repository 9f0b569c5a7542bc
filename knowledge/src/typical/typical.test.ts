/** Little is known: both dials must still be possible, and nothing assumed may pass for known. */
import type { Model } from "@vallgrav/facts";
import { checkModel } from "@vallgrav/mal";
import fc from "fast-check";
import { expect, test } from "vitest";
import { defences } from "../defences.ts";
import { consequencesOf } from "../municipal/consequences.ts";
import { defenceFact } from "../municipal/defence-facts.ts";
import { weigh } from "../municipal/gate-evidence.ts";
import { municipalInstance } from "../municipal/instance.ts";
import { selectorContext, selectorCount } from "../municipal/selectors.ts";
import {
  modelOf,
  municipalLanguage,
  type Further,
  smallTown,
  type Things,
  today,
} from "../municipal/test/hand-made.ts";
import { withTypical } from "./index.ts";
import { answerProperty, questions } from "./questions.ts";
import { typicalSystems } from "./services.ts";

const language = municipalLanguage();
const nothing = { systems: new Set<string>(), backups: new Set<string>() };

const municipality = { space: "register", value: "municipality" } as const;

function said(thing: string, question: string, value: number | boolean): Further {
  const [property, how] = [answerProperty(question), { report: "person", standing: "declared" }];
  return { thing, property, value, ...how, daysAgo: 1, source: "answers" } as Further;
}

/** The town of the tests, and nothing but the answers that are given. */
function answered(answers: Readonly<Record<string, number | boolean>>): Model {
  const town = { kind: "organisation", claim: municipality } as const;
  const further = Object.entries(answers).map(([id, value]): Further => said("town", id, value));
  return modelOf({ town }, further);
}

function only(...kinds: readonly string[]): Model {
  const kept = Object.entries(smallTown).filter(([, { kind }]) => kinds.includes(kind));
  const names = new Set(kept.map(([name]) => name));
  const things = kept.map(([name, thing]) => [
    name,
    { ...thing, to: (thing.to ?? []).filter(([, other]) => names.has(other)) },
  ]);
  return modelOf(Object.fromEntries(things) as Things);
}

function count(model: Model, selector: "people" | "privileged" | "servers"): number {
  const municipal = municipalInstance(model);
  return selectorCount(selector, selectorContext(municipal, nothing), municipal.look);
}

test("[TY1] a question has an id of its own, both languages, and speaks of something there is", () => {
  expect(questions.length).toBe(12);
  expect(new Set(questions.map(({ id }) => id)).size).toBe(12);
  for (const { id, answer, text, hint, about } of questions) {
    expect(id).toMatch(/^[a-z][a-z-]{0,59}$/);
    for (const words of [text, hint])
      expect(Math.min(words.sv.length, words.en.length)).toBeGreaterThan(8);
    expect([id, answer === "count"]).toEqual([id, about.kind === "size"]);
    if (about.kind !== "defence") continue;
    expect(defences.map(({ step }) => step)).toContain(about.step);
  }
});

test("[TY2] answers alone, a register alone and a directory alone give a way in and vital services", () => {
  const directory = only("domain", "group", "account", "computer");
  const systems = modelOf(smallTown).assets.filter(({ kind }) => kind === "system");
  const mentioned = {
    ...directory,
    assets: [...directory.assets, ...systems.map((one) => ({ ...one, listed: false }))],
  };
  const models = [
    ["answers", answered({ employees: 900 }), ["directory", "services"]],
    ["register", only("system", "service", "information", "backup"), ["directory"]],
    ["directory", directory, ["services"]],
    ["mentioned", mentioned, ["services"]],
    ["a domain's name", only("domain", "system", "service", "information"), ["directory"]],
    ["both", modelOf(smallTown), []],
  ] as const;
  for (const [name, known, parts] of models) {
    const { model, typical } = withTypical(known);
    expect([name, typical]).toEqual([name, parts]);
    const municipal = municipalInstance(model);
    expect(checkModel(language, municipal.instance)).toEqual([]);
    expect(municipal.structure.homeDomain).not.toBeNull();
    expect(consequencesOf(municipal.look).services.length).toBeGreaterThan(0);
    expect(count(model, "people")).toBeGreaterThan(0);
    expect(count(model, "privileged")).toBeGreaterThan(0);
  }
});

test("[TY3] what is assumed is listed by nobody and says so; what is known stays as it was", () => {
  const known = only("system", "service", "information", "backup");
  const { model } = withTypical(known);
  const before = new Map(known.assets.map((asset) => [asset.id, asset]));
  for (const asset of model.assets) {
    const own = before.get(asset.id);
    if (own !== undefined) expect(asset).toEqual(own);
    else {
      expect(asset.listed).toBe(false);
      const facts = [asset.present, ...Object.values(asset.facts)];
      expect(new Set(facts.map(({ standing }) => standing))).toEqual(new Set(["assumed"]));
      for (const { step } of defences)
        expect(defenceFact(asset, step)?.on(asset.facts[step]?.value ?? "") ?? null).toBeNull();
    }
  }
  expect(withTypical(modelOf(smallTown)).model).toEqual(modelOf(smallTown));
});

test("[TY4] sizes are what was answered, however few things are drawn", () => {
  fc.assert(
    fc.property(fc.nat(20_000), fc.nat(20_000), fc.nat(900), (employees, computers, servers) => {
      const { model } = withTypical(answered({ employees, computers, servers, pupils: 0 }));
      // Those who rule, help and run the servers have accounts of their own that read no mail.
      expect(count(model, "people")).toBe(employees);
      expect(count(model, "servers")).toBe(servers + 1);
      expect(model.assets.length).toBeLessThan(500);
    }),
    { numRuns: 30 },
  );
});

test("[TY5] a yes moves each control that nothing better is known of up, a no down", () => {
  for (const { id, about } of questions) {
    if (about.kind !== "defence") continue;
    const weights = [true, false].map((answer) => {
      const { model } = withTypical(answered({ [id]: answer }));
      const of = model.assets.filter(({ kind }) => kind === about.on);
      expect(of.length).toBeGreaterThan(0);
      const found = of.map((asset) => {
        const fact = defenceFact(asset, about.step);
        const evidence = fact === null ? null : weigh(fact, today);
        expect(evidence?.standing).toBe("declared");
        return evidence?.weight ?? 0;
      });
      return answer ? Math.min(...found) : Math.max(...found);
    });
    expect([id, (weights[0] ?? 0) > 0, (weights[1] ?? 0) < 0]).toEqual([id, true, true]);
  }
});

test("[TY5] what a source says of an asset rules over the answer", () => {
  const things: Things = {
    ...smallTown,
    answers: { kind: "organisation", claim: municipality },
    locked: {
      kind: "computer",
      claim: { space: "fqdn", value: "locked.kommun.example.se" },
      says: { haslaps: true },
    },
  };
  const answer = said("answers", "own-local-passwords", false);
  const { model } = withTypical(modelOf(things, [answer]));
  const unique = (name: string): boolean | null => {
    const asset = model.assets.find((one) => one.name === name);
    const fact = asset === undefined ? null : defenceFact(asset, "uniqueLocalPassword");
    return fact?.on(fact.fact.value) ?? null;
  };
  expect(unique("locked")).toBe(true);
  const others = model.assets.filter(
    ({ kind, facts }) => kind === "computer" && facts["haslaps"] === undefined,
  );
  expect(others.length).toBeGreaterThan(0);
  for (const { name } of others) expect([name, unique(name)]).toEqual([name, false]);
});

test("[TY6] lists without a directory are taken to be in the assumed one", () => {
  const model = modelOf({
    pc: {
      kind: "computer",
      claim: { space: "serial", value: "A1" },
      says: { operatingsystem: "Windows 11" },
    },
    anna: { kind: "account", claim: { space: "upn", value: "konto1@kommun.example.se" } },
  });
  const completed = withTypical(model);
  expect(completed.typical).toEqual(["directory", "services"]);
  expect(count(completed.model, "people")).toBe(1);
  const pc = completed.model.assets.find(({ name }) => name === "pc");
  expect(pc?.facts["domain"]?.standing).toBe("assumed");
  const clients = completed.model.assets.filter(({ id }) =>
    id.startsWith("computer/typical:client"),
  );
  expect(clients).toEqual([]);
});

test("[TY6] typical systems have names, classes and times in range", () => {
  for (const one of typicalSystems) {
    expect(one.name).toMatch(/antage[nt]|antaget/);
    for (const level of [one.confidentiality, one.integrity])
      expect([0, 1, 2, 3, 4]).toContain(level);
    for (const share of [one.personsPerInhabitant, one.staffShare, one.reserveShare]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
  }
});
