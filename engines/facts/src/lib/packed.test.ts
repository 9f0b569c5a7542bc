/** Models in columns: the same model, lighter, and through another thread. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Observation } from "@vallgrav/kernel";
import { day, end, evidence, observe, present, subject } from "../../test/observing.ts";
import { observations, someEvidence } from "../../test/world.ts";
import { intake, takeIn } from "./intake.ts";
import { modelHash, modelText, packedHash, plainModel } from "./model-text.ts";
import {
  factNamed,
  factsNamed,
  gistNamed,
  isPresent,
  isThere,
  openModel,
  standingOfAsset,
  standingOfRelation,
  valueNamed,
  withFacts,
} from "./open-model.ts";
import { packModel, reconcile, reconcileTraced } from "./reconcile.ts";
import type { DigestUnderWay } from "./model-text.ts";
import type { PackedModel } from "./reconcile.ts";

const digest = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

function beginDigest(): DigestUnderWay {
  const hash = createHash("sha256");
  return { add: (piece) => hash.update(piece), end: () => hash.digest("hex") };
}

function packed(all: readonly Observation[]): PackedModel {
  const into = intake();
  for (const one of all) takeIn(into, one);
  return packModel(into, someEvidence, end);
}

/** The same with ids as readers give them, numbers of some digits among them. */
function numbered(all: readonly Observation[]): readonly Observation[] {
  return all.map((one, nth) => {
    return { ...one, id: `${one.at.evidence}#${nth * 7}` as Observation["id"] };
  });
}

test("[A200] a model in columns, sent to another thread and opened, is the model", () => {
  let things = 0;
  fc.assert(
    fc.property(observations, fc.boolean(), (told, isNumbered) => {
      const all = isNumbered ? numbered(told) : told;
      const plain = reconcileTraced(all, someEvidence, end);
      const sent = structuredClone(packed(all));
      const { model, statementsOf } = openModel(sent);
      expect(plainModel(model)).toEqual(plain.model);
      expect(modelText(model)).toBe(modelText(plain.model));
      const hash = modelHash(plain.model, digest);
      expect([packedHash(sent, digest), modelHash(model, digest)]).toEqual([hash, hash]);
      expect(packedHash(sent, digest, beginDigest)).toBe(hash);
      for (const { id } of model.assets) expect(statementsOf(id)).toEqual(plain.statementsOf(id));
      things += model.assets.length + model.relations.length;
    }),
    { numRuns: 2_000 },
  );
  expect(things).toBeGreaterThan(1_000);
});

test("[A720] [A891] a relation is there, and known, as its presence says, plain or opened", () => {
  let there = 0;
  fc.assert(
    fc.property(observations, (all) => {
      const plain = reconcile(all, someEvidence, end).relations;
      const opened = openModel(packed(all)).model.relations;
      const said = plain.map(({ present }) => present.value);
      expect([plain.map(isThere), opened.map(isThere)]).toEqual([said, said]);
      const known = plain.map(({ present }) => present.standing);
      expect([plain, opened].map((all) => all.map(standingOfRelation))).toEqual([known, known]);
      there += said.filter(Boolean).length;
    }),
    { numRuns: 2_000 },
  );
  expect(there).toBeGreaterThan(100);
});

test("[A890] [A1280] one fact, its gist, some and presence are those of the whole asset", () => {
  let facts = 0;
  fc.assert(
    fc.property(observations, (all) => {
      const plain = reconcile(all, someEvidence, end).assets;
      const opened = openModel(packed(all)).model.assets;
      for (const [at, asset] of opened.entries()) {
        const whole = plain[at];
        if (whole === undefined) throw new Error("as many opened as plain");
        const told = Object.entries(whole.facts);
        facts += told.length;
        const half = new Set(told.filter((_, nth) => nth % 2 === 0).map(([name]) => name));
        for (const one of [asset, whole]) {
          expect(isPresent(one)).toBe(whole.present.value);
          expect(standingOfAsset(one)).toBe(whole.present.standing);
          expect(Object.fromEntries(factsNamed(one, (name) => half.has(name)))).toEqual(
            Object.fromEntries(told.filter(([name]) => half.has(name))),
          );
          expect(told.map(([name]) => factNamed(one, name))).toEqual(told.map(([, fact]) => fact));
          expect(factNamed(one, "constructor")).toBeUndefined();
          for (const [name, { value, standing }] of told) {
            expect(gistNamed(one, name)).toMatchObject({ value, standing });
            expect(valueNamed(one, name)).toEqual(value);
          }
          expect(valueNamed(one, "constructor")).toBeUndefined();
        }
        // Once all of them were asked for, one of them comes from there.
        expect(asset.facts).toEqual(whole.facts);
        for (const [name, fact] of told) expect(factNamed(asset, name)).toEqual(fact);
        expect(factNamed(asset, "constructor")).toBeUndefined();
      }
    }),
    { numRuns: 2_000 },
  );
  expect(facts).toBeGreaterThan(100);
});

test("[A1250] facts told beside an asset's own are its own from then on, plain or opened", () => {
  const all = ["name", "model"].map((property) =>
    observe("computer sid:S-1-5-21-1-2-3-7", { property, value: "x" }),
  );
  const [asset] = openModel(packed(all)).model.assets;
  const [plain] = reconcile(all, someEvidence, end).assets;
  const told = plain?.facts["name"];
  if (asset === undefined || plain === undefined || told === undefined) throw new Error("none");
  const first = { model: { ...told, value: "said" }, reach: { ...told, value: "first" } };
  const then = { reach: { ...told, value: "then" } };
  for (const one of [asset, plain]) {
    const more = withFacts(withFacts(one, first), then);
    const facts = { ...plain.facts, ...first, ...then };
    expect({ ...more }).toEqual({ ...plain, facts });
    expect(structuredClone(more)).toEqual({ ...plain, facts });
    expect([...Object.keys(facts), "other"].map((name) => factNamed(more, name))).toEqual([
      ...Object.values(facts),
      undefined,
    ]);
    const some = factsNamed(more, (name) => name !== "name");
    expect(Object.fromEntries(some)).toEqual({ model: facts.model, reach: facts.reach });
    expect(["name", "model", "other"].map((name) => valueNamed(more, name))).toEqual([
      "x",
      "said",
      undefined,
    ]);
    expect([isPresent(more), one.facts["reach"]]).toEqual([plain.present.value, undefined]);
  }
});

test("[A420] an asset that is spread or copied takes its facts along", () => {
  const all = ["name", "model"].map((property) =>
    observe("computer sid:S-1-5-21-1-2-3-7", { property, value: "x" }),
  );
  const [asset] = openModel(packed(all)).model.assets;
  const [plain] = reconcile(all, someEvidence, end).assets;
  if (asset === undefined) throw new Error("no asset");
  const changed = { ...asset, name: "another" };
  expect(changed).toEqual({ ...plain, name: "another" });
  expect(structuredClone(asset)).toEqual(plain);
  expect(Object.keys(asset).sort()).toEqual(Object.keys(plain ?? {}).sort());
});

test("[A200] ids of the usual form and others, and values of every form, come back", () => {
  const values = [true, 0, 1.5, -7, "text", "x".repeat(60), ["a", "b"], [], "true", "0", ""];
  const all = values.flatMap((value, at): readonly Observation[] =>
    ["n", "p"].map((name, twice) => {
      const says = { property: `${name}${at}`, value };
      const one = observe("computer sid:S-1-5-21-1-2-3-7", says);
      return { ...one, id: `e1#${twice === 0 ? at : `0${at}`}` as Observation["id"] };
    }),
  );
  const { model, statementsOf } = openModel(structuredClone(packed(all)));
  const [asset] = model.assets;
  expect(asset?.facts).toEqual(reconcile(all, someEvidence, end).assets[0]?.facts);
  expect(values.map((_, at) => asset?.facts[`n${at}`]?.value)).toEqual(values);
  expect(asset === undefined ? [] : [...statementsOf(asset.id)].sort()).toEqual(
    all.map(({ id }) => id as string).sort(),
  );
});

test("[A200] what is said is filtered by date and by name when the model is made", () => {
  const late = observe("computer fqdn:b.example.se", present, {
    validUntil: day("02-01"),
    validFrom: day("01-01"),
  });
  const nameless = observe("computer fqdn:. host:", present);
  const word = observe(
    "computer fqdn:a.example.se",
    { sameAs: subject("computer fqdn:c.example.se"), holds: true },
    { in: "w", report: "person", standing: "declared" },
  );
  const seen = ["a", "c"].map((name) => observe(`computer fqdn:${name}.example.se`, present));
  const all = [late, nameless, ...seen, word, nameless];
  const { model } = openModel(packed(all));
  expect(plainModel(model)).toEqual(reconcile(all, someEvidence, end));
  expect(model.assets.map(({ claims }) => claims.length)).toEqual([2]);
  expect(model.problems.map(({ code, args }) => [code, args.count])).toEqual([
    ["facts/unnamed-subject", 1],
  ]);
});

test("[A201] facts are the same however often and in whatever order they are asked for", () => {
  const all = Array.from({ length: 3_000 }, (_, at) =>
    observe(`computer sid:S-1-5-21-1-2-3-${at}`, { property: "name", value: `pc${at}` }),
  );
  const into = intake();
  for (const one of all) takeIn(into, one);
  const { model } = openModel(packModel(into, [evidence("e1", "03-01")], end));
  const ask = (): readonly unknown[] => model.assets.map(({ facts }) => facts["name"]?.value);
  const [first] = [ask()];
  expect(new Set(first).size).toBe(3_000);
  expect(ask()).toEqual(first);
  const back = model.assets.toReversed().map(({ facts }) => facts["name"]?.value);
  expect(back.toReversed()).toEqual(first);
  const [one, far] = [model.assets[0], model.assets[1_024]];
  expect(one?.facts).toBe(one?.facts);
  expect(far?.facts["name"]?.value).not.toBe(one?.facts["name"]?.value);
});
