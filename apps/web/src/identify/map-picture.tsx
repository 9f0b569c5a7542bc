/** The map drawn: boxes that are buttons, and lines between them as thick as they are many. */
import type { MapLink, MapNode } from "@vallgrav/platform/api";
import { type ReactNode, useMemo, useState } from "react";
import { ScrollRegion } from "../parts/table.tsx";
import { formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { mapBox, type PlacedNode, placeNodes } from "./map-layout.ts";

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
  const byId = useMemo(() => new Map(map.nodes.map((placed) => [placed.node.id, placed])), [map]);
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
            {links.map((link) => (
              <LinkLine key={`${link.from} ${link.to}`} link={link} byId={byId} near={near} />
            ))}
          </svg>
          {map.nodes.map((placed) => (
            <NodeBox
              key={placed.node.id}
              placed={placed}
              name={nameOf(placed.node)}
              links={countAround(links, placed.node.id)}
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

function countAround(links: readonly MapLink[], id: string): number {
  return links.reduce(
    (sum, { from, to, count }) => (from === id || to === id ? sum + count : sum),
    0,
  );
}

function LinkLine({
  link,
  byId,
  near,
}: {
  readonly link: MapLink;
  readonly byId: ReadonlyMap<string, PlacedNode>;
  readonly near: string | null;
}): ReactNode {
  const [from, to] = [byId.get(link.from), byId.get(link.to)];
  if (from === undefined || to === undefined) return null;
  const [x, y] = [from.x + mapBox.width / 2, from.y + mapBox.height / 2];
  const [toX, toY] = [to.x + mapBox.width / 2, to.y + mapBox.height / 2];
  // Bent to the right of its way, so that lines there and back do not cover each other.
  const bend = 0.12;
  const middleX = (x + toX) / 2 - (toY - y) * bend;
  const middleY = (y + toY) / 2 + (toX - x) * bend;
  const isNear = near === link.from || near === link.to;
  const standing = isNear ? "near" : near === null ? "" : "far";
  return (
    <path
      className={`town-link ${standing}`}
      d={`M${x},${y} Q${middleX},${middleY} ${toX},${toY}`}
      strokeWidth={1 + Math.log10(link.count) * 1.4}
    />
  );
}

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
