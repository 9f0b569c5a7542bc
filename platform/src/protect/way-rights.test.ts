/** The access rights on ways, held against the ways when a right is taken away. */
import type { Model, Relation } from "@vallgrav/facts";
import { expect, test } from "vitest";
import type { CurrentModel } from "../identify/current-model.ts";
import { playWays } from "./play-ways.ts";
import { openStage } from "./stage.ts";
import type { FoundWay } from "./tasks.ts";
import { choiceOf, exampleModel, preparedOf, smallSize } from "./test/example.ts";
import { crossingsOf, rightsOnWays } from "./way-rights.ts";
import type { Prepared } from "./setting.ts";

const current = exampleModel();
const range = { outerFrom: 0, outerTo: 20, inner: 10 };

type Played = { readonly prepared: Prepared; readonly found: readonly FoundWay[] };

async function playedOn(model: Model): Promise<Played> {
  const prepared = await preparedOf({ ...current, model } satisfies CurrentModel, smallSize);
  const stage = openStage(prepared.setting);
  return { prepared, found: playWays(stage, { kind: "ways", chosen: choiceOf(stage, []), range }) };
}

function without(kept: (relation: Relation) => boolean): Model {
  const { model } = current;
  return { ...model, relations: model.relations.filter(kept) };
}

/** Steps of a way by name. */
function stepsOf({ prepared }: Played, { nodes }: FoundWay): readonly string[] {
  const { assets, assetOf, steps, stepOf } = prepared.setting.municipal.scene.graph;
  return nodes.map(
    (node) => `${assets[assetOf[node] ?? 0] ?? ""}:${steps[stepOf[node] ?? 0]?.name ?? ""}`,
  );
}

const before = await playedOn(current.model);
const rights = rightsOnWays(current.model, crossingsOf(before.prepared, before.found));

test("[PR221] rights on ways open a step of theirs, and are told with their share", () => {
  expect(rights.length).toBeGreaterThan(1);
  const shares = rights.map(({ frequency }) => frequency);
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  for (const { holder, object, rights: names, frequency } of rights) {
    expect(names.length).toBeGreaterThan(0);
    for (const name of names)
      expect(
        current.model.relations.filter(
          ({ kind, from, to }) =>
            kind === `right/${name}` && from === holder.id && to === object.id,
        ),
      ).toHaveLength(1);
    const over = before.found.filter((way) => {
      const steps = stepsOf(before, way);
      return steps.includes(`${holder.id}:act`) && steps.some((step) => step.startsWith(object.id));
    });
    expect(frequency).toBeGreaterThan(0);
    expect(frequency * before.found.length).toBeLessThanOrEqual(over.length + 1e-9);
  }
});

test("[PR221] without a right its ways are gone, and every other way is as it was", async () => {
  for (const { holder, object, rights: names, frequency } of rights) {
    const isIt = ({ kind, from, to }: Relation): boolean =>
      from === holder.id && to === object.id && names.some((name) => kind === `right/${name}`);
    const after = await playedOn(without((relation) => !isIt(relation)));
    const left = rightsOnWays(current.model, crossingsOf(after.prepared, after.found));
    expect(left.some((one) => one.holder.id === holder.id && one.object.id === object.id)).toBe(
      false,
    );
    const told = (played: Played): readonly string[] =>
      played.found.map((way) => `${way.times.at(-1)} ${stepsOf(played, way).join()}`);
    const kept = new Set(told(after));
    const changed = told(before).filter((way) => !kept.has(way));
    expect(changed.length).toBe(Math.round(frequency * before.found.length));
  }
});

test("[PR221] two rights that open the same step are told together", () => {
  const [first] = rights;
  if (first === undefined) throw new Error("the example has a right on a way");
  const one = current.model.relations.find(
    ({ kind, from, to }) =>
      kind === `right/${first.rights[0]}` && from === first.holder.id && to === first.object.id,
  );
  if (one === undefined) throw new Error("what is told of stands in the model");
  const owned: Relation = { ...one, kind: "right/AllExtendedRights" };
  const crossings = crossingsOf(before.prepared, before.found);
  const told = rightsOnWays(
    { ...current.model, relations: [...current.model.relations, owned] },
    crossings,
  ).find(({ holder, object }) => holder.id === first.holder.id && object.id === first.object.id);
  expect(told?.rights).toEqual(["AllExtendedRights", ...first.rights].toSorted());
  expect(
    rightsOnWays(
      without(() => false),
      crossings,
    ),
  ).toEqual([]);
  expect(crossingsOf(before.prepared, [])).toEqual([]);
});
