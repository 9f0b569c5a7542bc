/** Känna: the municipality on a map, folded so that it can be read however large it is. */
import { relationWord } from "@vallgrav/knowledge/names";
import type { MapLink, MapNode, MapView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useMap } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { Button } from "../parts/button.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";
import { formatWhole, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { assetPath } from "./asset-link.tsx";
import { MapPicture } from "./map-picture.tsx";

type Named = Pick<MapNode, "name" | "what" | "kind">;

/** What a node is called: by its kind, a word of the data, or the name a source wrote. */
function nameOf({ name, what, kind }: Named, words: Words): string {
  if (what === "kind") return words.assetKind[kind];
  if (what === "rest") return `${words.map.rest} ${words.assetKind[kind]}`;
  return what === "word" ? (words.map.word[name] ?? visible(name)) : visible(name);
}

/** The page of the map. */
export function MapPage(): ReactNode {
  const { words, language } = useSpeech();
  const [open, setOpen] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const map = useMap(open);
  const view = map.data === undefined || map.data.things === 0 ? null : map.data;
  const go = (id: string): void => {
    setOpen(id);
    setChosen(null);
  };
  return (
    <Page
      name={words.map.title}
      heading={headingOf(view, words, language)}
      lead={view === null && !map.isPending ? words.map.empty : words.map.lead}
    >
      {map.isPending ? <Loading /> : null}
      {map.isError ? <Failure error={map.error} onAgain={() => void map.refetch()} /> : null}
      {view === null ? (
        map.isSuccess ? (
          <p>
            <Link to={paths.sources}>{words.map.toSources}</Link>
          </p>
        ) : null
      ) : (
        <>
          <Crumbs open={view.open} onOpen={go} />
          <MapPicture
            nodes={view.nodes}
            links={view.links}
            nameOf={(node) => nameOf(node, words)}
            chosen={chosen}
            onPress={({ id, canOpen, what }) => {
              if (canOpen) go(id);
              else if (what === "thing") setChosen((now) => (now === id ? null : id));
            }}
          />
          <Links view={view} chosen={chosen} onAll={() => setChosen(null)} />
        </>
      )}
    </Page>
  );
}

function headingOf(view: MapView | null, words: Words, language: Language): string {
  const last = view?.open.at(-1);
  if (view === null) return words.map.title;
  if (last === undefined) return words.map.heading(formatWhole(view.things, language));
  const inside = view.nodes
    .filter(({ id }) => !id.endsWith("/**"))
    .filter(({ kind }) => kind === last.kind)
    .reduce((sum, { count }) => sum + count, 0);
  return words.map.headingOpen(formatWhole(inside, language), nameOf(last, words));
}

function Crumbs({
  open,
  onOpen,
}: {
  readonly open: MapView["open"];
  readonly onOpen: (id: string) => void;
}): ReactNode {
  const { words } = useSpeech();
  const stops = [{ id: "", name: words.map.all }].concat(
    open.map((folder) => ({ id: folder.id, name: nameOf(folder, words) })),
  );
  return (
    <nav aria-label={words.map.path}>
      <ol className="crumbs">
        {stops.map(({ id, name }, at) => (
          <li key={id}>
            {at === stops.length - 1 ? (
              <span aria-current="location">{name}</span>
            ) : (
              <Button look="plain" onPress={() => onOpen(id)}>
                {name}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Links({
  view,
  chosen,
  onAll,
}: {
  readonly view: MapView;
  readonly chosen: string | null;
  readonly onAll: () => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const names = new Map(view.nodes.map((node) => [node.id, nameOf(node, words)]));
  const of = chosen === null ? null : (names.get(chosen) ?? null);
  const shown = view.links.filter(
    ({ from, to }) => of === null || from === chosen || to === chosen,
  );
  const title = of === null ? words.map.links : words.map.linksOf(of);
  return (
    <section className="section">
      <h2>{title}</h2>
      {chosen === null ? null : (
        <p className="row">
          <Link to={assetPath(chosen)}>{words.map.about}</Link>
          <Button look="plain" onPress={onAll}>
            {words.map.showAll}
          </Button>
        </p>
      )}
      {shown.length === 0 ? (
        <p className="note">{words.map.noLinks}</p>
      ) : (
        <Table
          caption={title}
          isCaptionUnseen
          rows={shown}
          keyOf={({ from, to }) => `${from} ${to}`}
          columns={[
            {
              id: "from",
              heading: words.map.from,
              value: ({ from }) => names.get(from) ?? from,
              isHeading: true,
            },
            { id: "how", heading: words.map.how, value: (link) => howOf(link, words, language) },
            { id: "to", heading: words.map.to, value: ({ to }) => names.get(to) ?? to },
            {
              id: "count",
              heading: words.map.count,
              value: ({ count }) => count,
              isNumber: true,
            },
          ]}
        />
      )}
    </section>
  );
}

/** The kinds of a link with how many, as one line. */
function howOf({ kinds, count }: MapLink, words: Words, language: Language): string {
  const said = kinds.map((each) => {
    const name = relationWord(each.kind, language);
    return kinds.length === 1 ? name : `${name} (${formatWhole(each.count, language)})`;
  });
  const told = kinds.reduce((sum, each) => sum + each.count, 0);
  return [...said, ...(told < count ? [words.map.more] : [])].join(", ");
}
