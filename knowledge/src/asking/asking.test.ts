/** Questions to owners: whole in both languages, open only where nothing answers them. */
import type { Asset, Fact, Model, Relation } from "@vallgrav/facts";
import type { Instant, Value } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { defences } from "../defences.ts";
import { defenceFact } from "../municipal/defence-facts.ts";
import { askedAbout, ownerQuestions } from "./owner-questions.ts";
import { openQuestions } from "./unanswered.ts";

const at = "2026-01-01T00:00:00.000Z" as Instant;

function fact<T>(value: T): Fact<T> {
  return { value, standing: "declared", since: at, by: [], against: [] };
}

function asset(id: string, facts: Readonly<Record<string, Value>> = {}): Asset {
  const [kind = ""] = id.split("/");
  return {
    id: id as Asset["id"],
    kind: kind as Asset["kind"],
    name: id,
    claims: [],
    facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, fact(value)])),
    listed: true,
    present: fact(true),
    lastSeen: at,
  };
}

function relation(kind: Relation["kind"], from: string, to: string): Relation {
  const id = `${kind}|${from}|${to}` as Relation["id"];
  const ends = { from: from as Asset["id"], to: to as Asset["id"] };
  return { id, kind, ...ends, present: fact(true), lastSeen: at };
}

function modelOf(assets: readonly Asset[], relations: readonly Relation[] = []): Model {
  const none = { contradictions: [], ambiguous: [], likely: [], problems: [] };
  return { asOf: { valid: at, recorded: at }, assets, relations, ...none };
}

test("[LD20] each question is whole in both languages and settles a known defence or figure", () => {
  expect(new Set(ownerQuestions.map(({ id }) => id)).size).toBe(ownerQuestions.length);
  const steps = new Set(defences.map(({ step }) => step));
  for (const { id, step, text, hint, choices } of ownerQuestions) {
    expect([id, step === null || steps.has(step)]).toEqual([id, true]);
    expect([text.sv.includes("{name}"), text.en.includes("{name}")]).toEqual([true, true]);
    expect(choices.length).toBeGreaterThan(1);
    expect(new Set(choices.map((choice) => choice.id)).size).toBe(choices.length);
    for (const said of [text, hint, ...choices.map((choice) => choice.text)])
      expect([id, said.sv.length > 1, said.en.length > 1]).toEqual([id, true, true]);
  }
  const [first] = ownerQuestions;
  expect(first === undefined ? "" : askedAbout(first, "$&{name}").sv).toContain("$&{name}");
});

test("[LD21] what answers a question closes it, and the answer is read as the fact it is", () => {
  for (const question of ownerQuestions)
    for (const { value } of question.choices) {
      const id = `${question.on}/x`;
      const system = asset("system/s");
      const links = [
        relation("backed-up-by", "system/s", id),
        relation("supplied-by", "system/s", id),
      ];
      const open = (facts: Readonly<Record<string, Value>>): boolean => {
        const assets = question.on === "system" ? [asset(id, facts)] : [system, asset(id, facts)];
        return openQuestions(modelOf(assets, links)).some(
          (one) => one.asset.id === id && one.question.id === question.id,
        );
      };
      expect([question.id, open({}), open({ [question.property]: value })]).toEqual([
        question.id,
        true,
        false,
      ]);
      if (question.step === null) continue;
      const known = defenceFact(asset(id, { [question.property]: value }), question.step);
      expect([question.id, known?.on(known.fact.value)]).toEqual([question.id, value]);
    }
});

test("[LD22] a question is for the owner of the system, or of the system behind the thing", () => {
  const owned = asset("system/a", { "owner-role": "Systemägare", "owner-organisation": "Skolan" });
  const assets = [owned, asset("system/b"), asset("backup/a"), asset("backup/lost")];
  const found = openQuestions(modelOf(assets, [relation("backed-up-by", "system/a", "backup/a")]));
  const owners = new Map(found.map((one) => [one.asset.id as string, one.owner]));
  expect(owners.get("system/a")).toBe("Systemägare, Skolan");
  expect(owners.get("backup/a")).toBe("Systemägare, Skolan");
  expect(owners.get("system/b")).toBeNull();
  expect(owners.has("backup/lost")).toBe(false);
});
