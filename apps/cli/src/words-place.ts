/** The words of the terminal for where Vallgrav itself lies, in both languages. */
import type { CopyPlace, OwnPlaceWarning } from "@vallgrav/platform/api";

/** Words of Vallgrav's own place. */
export type PlaceWords = {
  readonly runsOn: (host: string) => string;
  readonly copy: (name: string, place: CopyPlace) => string;
  readonly noCopies: string;
  readonly lastCopy: (day: string | null) => string;
  readonly connections: (all: string) => string;
  readonly warnings: Readonly<Record<OwnPlaceWarning, string>>;
};

const placesSv: Readonly<Record<CopyPlace, string>> = {
  offline: "frånkopplad eller låst",
  outside: "ansluten, utanför domänen",
  inside: "där domänens konton når den",
};
const placesEn: Readonly<Record<CopyPlace, string>> = {
  offline: "offline or locked",
  outside: "connected, outside the domain",
  inside: "where accounts of the domain reach it",
};

/** Swedish. */
export const placeSv: PlaceWords = {
  runsOn: (host) => `Vallgrav körs på ${host}.`,
  copy: (name, place) => `Kopia: ${name}, ${placesSv[place]}.`,
  noCopies: "Ingen har sagt var kopiorna ligger.",
  lastCopy: (day) => (day === null ? "Ingen kopia är tagen." : `Senaste kopian togs ${day}.`),
  connections: (all) => (all === "" ? "Inga utgående anslutningar." : `Ansluter till: ${all}.`),
  warnings: {
    joined: "Maskinen hör till domänen: den som tar domänen får kartan med. Flytta Vallgrav.",
    "no-copies": "Säg var kopiorna ligger: vallgrav place offline|outside|inside NAMN.",
    "copies-inside": "Alla kopior ligger där domänens konton når dem. Lägg en utanför.",
    "old-copy": "Ingen kopia är tagen den senaste veckan: vallgrav backup TILL.",
  },
};

/** English. */
export const placeEn: PlaceWords = {
  runsOn: (host) => `Vallgrav runs on ${host}.`,
  copy: (name, place) => `Copy: ${name}, ${placesEn[place]}.`,
  noCopies: "Nobody has said where copies lie.",
  lastCopy: (day) => (day === null ? "No copy was made." : `The last copy was made ${day}.`),
  connections: (all) => (all === "" ? "No outgoing connections." : `Connects to: ${all}.`),
  warnings: {
    joined: "The machine is in the domain: whoever takes the domain gets the map. Move Vallgrav.",
    "no-copies": "Say where copies lie: vallgrav place offline|outside|inside NAME.",
    "copies-inside": "Every copy lies where accounts of the domain reach it. Put one outside.",
    "old-copy": "No copy was made in the last week: vallgrav backup TO.",
  },
};
