/**
 * The ways in as a map, from entry on the left to objective on the right. It scrolls by arrow keys,
 * wheel or drag and zooms by buttons or plus and minus; a table beside it says the same.
 */
import type { Way } from "@vallgrav/platform/api";
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { Button } from "./button.tsx";
import { shownName, twoLines } from "./shown-name.ts";
import { boxSize, layOut, type PlacedMove, type PlacedStep, type WayMap } from "./way-layout.ts";

/** Ways drawn at most, the most common first; more than a dozen cannot be told apart. */
export const waysDrawnMost = 12;

const zoomLeast = 0.3;
const zoomMost = 2;
const zoomReadable = 0.85;

/** What of the map is drawn strongly; the rest is faint. */
export type WayLook = {
  /** The only way that is followed, by its place; null for all. */
  readonly way: number | null;
  /** Steps taken so far, in days. */
  readonly until: number;
  /** Ways that measures close, by their places. */
  readonly closed: ReadonlySet<number>;
};

/**
 * @param ways the most common first; the first {@link waysDrawnMost} are drawn
 * @param sayDays how a time in days is said, in figures or words
 */
export function WayGraph({
  ways,
  look,
  sayDays,
}: {
  readonly ways: readonly Way[];
  readonly look: WayLook;
  readonly sayDays: (days: number) => string;
}): ReactNode {
  const { words, language } = useSpeech();
  const drawn = useMemo(() => ways.slice(0, waysDrawnMost), [ways]);
  const map = useMemo(() => layOut(drawn), [drawn]);
  const view = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const fit = (): void => {
    const width = view.current?.clientWidth ?? map.width;
    setZoom(Math.min(1, Math.max(zoomLeast, width / Math.max(map.width, 1))));
  };
  // At first no smaller than can be read; all of it is one press away.
  useLayoutEffect(() => {
    const width = view.current?.clientWidth ?? map.width;
    setZoom(Math.min(1, Math.max(zoomReadable, width / Math.max(map.width, 1))));
  }, [map]);
  const zoomBy = (factor: number): void =>
    setZoom((now) => Math.min(zoomMost, Math.max(zoomLeast, now * factor)));
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "+") zoomBy(1.25);
    else if (event.key === "-") zoomBy(0.8);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  };
  const region = {
    role: "region",
    "aria-label": words.ways.graph,
    tabIndex: 0,
    onKeyDown: onKey,
    ...useDrag(view),
  };
  return (
    <figure className="way-graph">
      <figcaption className="unseen">
        {words.ways.graphText(
          formatWhole(map.steps.length, language),
          formatWhole(drawn.length, language),
        )}
      </figcaption>
      <div className="way-tools">
        <Button onPress={() => zoomBy(1.25)}>{words.ways.zoomIn}</Button>
        <Button onPress={() => zoomBy(0.8)}>{words.ways.zoomOut}</Button>
        <Button onPress={fit}>{words.ways.fit}</Button>
        <span className="small">{words.ways.graphHelp}</span>
      </div>
      <div ref={view} className="way-view" {...region}>
        <svg
          aria-hidden="true"
          width={map.width * zoom}
          height={map.height * zoom}
          viewBox={`0 0 ${map.width} ${map.height}`}
        >
          <Drawing map={map} ways={drawn} look={look} sayDays={sayDays} />
        </svg>
      </div>
    </figure>
  );
}

/** Dragging with the mouse scrolls; touch scrolls by itself. */
function useDrag(view: React.RefObject<HTMLDivElement | null>): {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
} {
  const last = useRef<{ x: number; y: number } | null>(null);
  return {
    onPointerDown: (event) => {
      if (event.pointerType !== "mouse" || event.button !== 0) return;
      last.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event) => {
      if (last.current === null) return;
      view.current?.scrollBy(last.current.x - event.clientX, last.current.y - event.clientY);
      last.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: () => {
      last.current = null;
    },
  };
}

/** How a step or a move stands out: by the ways that use it and the day it is made. */
function standsOut(ways: ReadonlySet<number>, days: number, look: WayLook): string {
  const followed = [...ways].filter((way) => look.way === null || way === look.way);
  if (followed.length === 0 || days > look.until) return "faint";
  return followed.every((way) => look.closed.has(way)) ? "closed" : "";
}

function Drawing({
  map,
  ways,
  look,
  sayDays,
}: {
  readonly map: WayMap;
  readonly ways: readonly Way[];
  readonly look: WayLook;
  readonly sayDays: (days: number) => string;
}): ReactNode {
  const most = Math.max(...map.moves.map((move) => move.frequency), 1e-9);
  // Followed alone a way has its own times; together a step has that of the first to take it.
  const own = look.way === null ? [] : (ways[look.way]?.steps ?? []);
  const daysOf = new Map([
    ...map.steps.map(({ step }) => [step.node, step.days] as const),
    ...own.map((step) => [step.node, step.days] as const),
  ]);
  return (
    <>
      {map.moves.map((move) => (
        <MoveLine
          key={`${move.from} ${move.to}`}
          move={move}
          share={move.frequency / most}
          standing={standsOut(move.ways, daysOf.get(move.to) ?? 0, look)}
        />
      ))}
      {map.steps.map((placed) => (
        <StepBox
          key={placed.step.node}
          placed={placed}
          days={daysOf.get(placed.step.node) ?? placed.step.days}
          standing={standsOut(placed.ways, daysOf.get(placed.step.node) ?? 0, look)}
          sayDays={sayDays}
        />
      ))}
    </>
  );
}

function MoveLine({
  move,
  share,
  standing,
}: {
  readonly move: PlacedMove;
  readonly share: number;
  readonly standing: string;
}): ReactNode {
  const path = move.points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${x},${y}`).join(" ");
  return <path className={`way-move ${standing}`} d={path} strokeWidth={1.25 + share * 4} />;
}

function StepBox({
  placed: { step, x, y, place },
  days,
  standing,
  sayDays,
}: {
  readonly placed: PlacedStep;
  readonly days: number;
  readonly standing: string;
  readonly sayDays: (days: number) => string;
}): ReactNode {
  const { language } = useSpeech();
  const left = x - boxSize.width / 2;
  const top = y - boxSize.height / 2;
  const known = step.standing ?? "known";
  const name = shownName(step.asset, language);
  return (
    <g className={`way-step ${place} ${known} ${standing}`}>
      <title>{`${name}: ${step.step[language]}`}</title>
      <rect x={left} y={top} width={boxSize.width} height={boxSize.height} rx="6" />
      <text x={left + 10} y={top + 19} className="way-asset">
        {shorten(name, 26)}
      </text>
      {twoLines(step.step[language], 34).map((line, at) => (
        <text key={line} x={left + 10} y={top + 35 + at * 15} className="way-text">
          {line}
        </text>
      ))}
      <text x={left + 10} y={top + boxSize.height - 9} className="way-small">
        {[step.technique, sayDays(days)].filter((part) => part !== null).join(" · ")}
      </text>
    </g>
  );
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
