/** The map drawn: boxes that are buttons, and lines between them as thick as they are many. */
import type { MapLink, MapNode } from "@vallgrav/platform/api";
import { memo, type ReactNode, useMemo, useState } from "react";
import { ScrollRegion } from "../parts/table.tsx";
import { formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { mapBox, type PlacedMap, type PlacedNode, placeNodes } from "./map-layout.ts";

/**
 * @param nameOf what a node is called
 * @param chosen the thing whose relations are looked at, or null
 * @param onPress opens a folder or chooses a thing
 */
export function MapPicture({
  nodes,
  links,
  nameOf,
  chosen,
  onPress,
}: {
  readonly nodes: readonly MapNode[];
  readonly links: readonly MapLink[];
  readonly nameOf: (node: MapNode) => string;
  readonly chosen: string | null;
  readonly onPress: (node: MapNode) => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const map = useMemo(() => placeNodes(nodes), [nodes]);
  const lines = useMemo(() => linesOf(map, links), [map, links]);
  const around = useMemo(() => countsAround(links), [links]);
  const [pointed, setPointed] = useState<string | null>(null);
  const near = pointed ?? chosen;
  return (
    <figure className="town-map">
      <figcaption className="unseen">
        {words.map.pictureText(
          formatWhole(nodes.length, language),
          formatWhole(links.length, language),
        )}
      </figcaption>
      <ScrollRegion label={words.map.picture} className="scroll-region town-view">
        <div className="town-ground" style={{ width: map.width, height: map.height }}>
          <svg aria-hidden="true" width={map.width} height={map.height}>
            {lines.map(({ link, d }) => (
              <LinkLine
                key={`${link.from} ${link.to}`}
                d={d}
                count={link.count}
                standing={near === null ? "" : standingOf(link, near)}
              />
            ))}
          </svg>
          {map.nodes.map((placed) => (
            <NodeBox
              key={placed.node.id}
              placed={placed}
              name={nameOf(placed.node)}
              links={around.get(placed.node.id) ?? 0}
              isChosen={placed.node.id === chosen}
              onPress={onPress}
              onPoint={setPointed}
            />
          ))}
        </div>
      </ScrollRegion>
    </figure>
  );
}

/** How many relations each node has. */
function countsAround(links: readonly MapLink[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { from, to, count } of links)
    for (const id of from === to ? [from] : [from, to])
      counts.set(id, (counts.get(id) ?? 0) + count);
  return counts;
}

/** Where each line goes; one without a box at both ends is left out. */
function linesOf(
  map: PlacedMap,
  links: readonly MapLink[],
): readonly { readonly link: MapLink; readonly d: string }[] {
  const byId = new Map(map.nodes.map((placed) => [placed.node.id, placed]));
  return links.flatMap((link) => {
    const [from, to] = [byId.get(link.from), byId.get(link.to)];
    return from === undefined || to === undefined ? [] : [{ link, d: bent(from, to) }];
  });
}

/** Bent to the right of its way, so that lines there and back do not cover each other. */
function bent(from: PlacedNode, to: PlacedNode): string {
  const [x, y] = [from.x + mapBox.width / 2, from.y + mapBox.height / 2];
  const [toX, toY] = [to.x + mapBox.width / 2, to.y + mapBox.height / 2];
  const bend = 0.12;
  const middleX = (x + toX) / 2 - (toY - y) * bend;
  const middleY = (y + toY) / 2 + (toX - x) * bend;
  return `M${x},${y} Q${middleX},${middleY} ${toX},${toY}`;
}

function standingOf({ from, to }: MapLink, near: string): "near" | "far" {
  return near === from || near === to ? "near" : "far";
}

/** Drawn again only where it stands otherwise: the pointer passes many boxes while a map moves. */
const LinkLine = memo(function LinkLine({
  d,
  count,
  standing,
}: {
  readonly d: string;
  readonly count: number;
  readonly standing: "near" | "far" | "";
}): ReactNode {
  const className = standing === "" ? "town-link" : `town-link ${standing}`;
  return <path className={className} d={d} strokeWidth={1 + Math.log10(count) * 1.4} />;
});

function NodeBox({
  placed: { node, x, y },
  name,
  links,
  isChosen,
  onPress,
  onPoint,
}: {
  readonly placed: PlacedNode;
  readonly name: string;
  readonly links: number;
  readonly isChosen: boolean;
  readonly onPress: (node: MapNode) => void;
  readonly onPoint: (id: string | null) => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const more = node.canOpen ? words.map.open : words.map.around(formatWhole(links, language));
  const chosen = node.canOpen ? {} : { "aria-pressed": isChosen };
  return (
    <button
      type="button"
      className={`town-box ${node.what}`}
      style={{ left: x, top: y, width: mapBox.width, height: mapBox.height }}
      title={name}
      {...chosen}
      onClick={() => onPress(node)}
      onFocus={() => onPoint(node.id)}
      onBlur={() => onPoint(null)}
      onPointerEnter={() => onPoint(node.id)}
      onPointerLeave={() => onPoint(null)}
    >
      <span className="town-name">{name}</span>{" "}
      {node.what === "thing" ? null : (
        <span className="small figure">{formatWhole(node.count, language)}</span>
      )}
      <span className="unseen">, {more}</span>
    </button>
  );
}
