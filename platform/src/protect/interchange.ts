/** The model and its ways in the forms of other tools. */
import {
  graphml,
  modelLines,
  municipalInstance,
  navigatorLayer,
  openGraph,
  pairKey,
  type Shared,
  type SharedWay,
} from "@vallgrav/knowledge";
import type { Asset, Relation } from "@vallgrav/facts";
import type { Ways } from "../api/index.ts";
import type { CurrentModel } from "../identify/current-model.ts";
import type { InterchangeForm } from "./interchange-forms.ts";
import { loadLanguage } from "./language.ts";

/** A document for another tool. */
export type Interchange = {
  readonly form: InterchangeForm;
  readonly text: string;
  /** Assets and ways it was made from. */
  readonly assets: number;
  readonly ways: number;
};

/** The name that directory collections know an asset by: its SID, else its GUID. */
function directoryId({ claims }: Asset): string | null {
  for (const space of ["sid", "guid"])
    for (const claim of claims) if (claim.space === space) return claim.value;
  return null;
}

function sharedWays({ ways }: Ways): SharedWay[] {
  return ways.map(({ frequency, steps }) => ({
    frequency,
    steps: steps.map(({ asset, node, technique }) => ({
      asset: asset.id,
      step: node.slice(asset.id.length + 1),
      technique,
    })),
  }));
}

const layerName = {
  sv: "Tekniker på de vanligaste vägarna in",
  en: "Techniques on the most frequent ways in",
};

function layer({ ways }: Shared, matrix: Parameters<typeof navigatorLayer>[1]): string {
  return jsonText(navigatorLayer(ways, matrix, layerName));
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

const writers: Readonly<Record<Exclude<InterchangeForm, "model">, (shared: Shared) => string>> = {
  graphml,
  navigator: (shared) => layer(shared, "enterprise-attack"),
  "navigator-ics": (shared) => layer(shared, "ics-attack"),
  opengraph: (shared) => jsonText(openGraph(shared)),
};

function isAssumed({ present }: Asset | Relation): boolean {
  return present.standing === "assumed";
}

/** The model alone, which needs no ways. */
export function modelAlone({ model }: CurrentModel): Interchange {
  return { form: "model", text: modelLines(model), assets: model.assets.length, ways: 0 };
}

/** Writes the document. Linear in the model. */
export async function interchange(
  form: Exclude<InterchangeForm, "model">,
  current: CurrentModel,
  ways: Ways,
): Promise<Interchange> {
  const { language } = await loadLanguage();
  const { instance, look, guessed, places } = municipalInstance(current.model);
  const ids = [...look.byId.values()].flatMap((asset): [string, string][] => {
    const known = directoryId(asset);
    return known === null ? [] : [[asset.id, known]];
  });
  const shared: Shared = {
    language,
    instance,
    ways: sharedWays(ways),
    directoryIds: new Map(ids),
    assumedAssets: new Set([
      ...places.keys(),
      ...current.model.assets.filter(isAssumed).map((one) => one.id),
    ]),
    assumedPairs: new Set([
      ...guessed.map(([from, to]) => pairKey(from, to)),
      ...current.model.relations.filter(isAssumed).map(({ from, to }) => pairKey(from, to)),
    ]),
  };
  return {
    form,
    text: writers[form](shared),
    assets: instance.assets.length,
    ways: shared.ways.length,
  };
}
