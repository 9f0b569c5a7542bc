/**
 * In which piece of the program the pages of an address come. The build tells the server the files
 * of each piece, so that it names them with the document and nobody waits for the program to ask.
 */
import { paths } from "./paths.ts";

/** The pieces that hold pages, by their folders. */
export type PageRoom =
  | "account"
  | "detect"
  | "govern"
  | "identify"
  | "position"
  | "protect"
  | "respond";

/** Beginnings of addresses; the first that fits, itself or followed by a slash, counts. */
export const pieceAddresses: readonly (readonly [begin: string, room: PageRoom])[] = [
  [paths.sources, "identify"],
  [paths.ways, "protect"],
  [paths.detect, "detect"],
  [paths.respond, "respond"],
  [paths.recover, "respond"],
  [paths.govern, "govern"],
  [paths.start, "account"],
  [paths.own, "account"],
  ["/lage", "position"],
  [paths.position, "position"],
];

/** The piece of an address; null where it has none of its own. */
export function roomOf(path: string): PageRoom | null {
  const fits = (begin: string): boolean => path === begin || path.startsWith(`${begin}/`);
  return (
    pieceAddresses.find(([begin]) => (begin === "/" ? path === begin : fits(begin)))?.[1] ?? null
  );
}
