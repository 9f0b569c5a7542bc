/** The words of the page of where Vallgrav itself lies. */
import type { CopyPlace, OwnPlaceWarning } from "@vallgrav/platform/api";

/** Swedish; its shape is law for the other. */
export const svPlace = {
  title: "Vallgrav självt",
  heading: (count: number) =>
    count === 0
      ? "Vallgrav klarar sig om domänen faller."
      : count === 1
        ? "En sak behöver ordnas för att Vallgrav ska klara sig om domänen faller."
        : `${count} saker behöver ordnas för att Vallgrav ska klara sig om domänen faller.`,
  lead:
    "Den som tar över domänen ska inte få kartan på köpet, och inte kunna radera den sista kopian. " +
    "Det som står här finns också i modellen, som vilket system som helst.",
  warnings: {
    joined: "Maskinen hör till domänen. Flytta Vallgrav till en maskin som inte gör det.",
    "no-copies": "Ingen har sagt var kopiorna ligger. Skriv det nedan.",
    "copies-inside": "Alla kopior ligger där domänens konton når dem. Lägg en utanför.",
    "old-copy": "Ingen kopia är tagen den senaste veckan. Kör vallgrav backup varje natt.",
  } satisfies Record<OwnPlaceWarning, string>,
  machine: "Maskinen",
  runsOn: (host: string) => `Vallgrav körs på ${host}.`,
  joinedBy: (what: string) => `Den hör till en domän: ${what}.`,
  inDirectory: "En katalog som lästs in har en maskin med det namnet.",
  notJoined: "Inget tyder på att den hör till en domän.",
  copies: "Kopior",
  lastCopy: (at: string | null) =>
    at === null ? "Ingen kopia är tagen." : `Senaste kopian togs ${at}.`,
  told: (by: string, at: string) => `Sagt av ${by} ${at}.`,
  places: {
    offline: "frånkopplad, eller låst så att ingen kan radera den i förtid",
    outside: "ansluten, men utanför domänen",
    inside: "där domänens konton når den",
  } satisfies Record<CopyPlace, string>,
  add: "Lägg till en kopia",
  name: "Vad kallas den?",
  nameHint: "Till exempel krypterad sticka i kassaskåpet. Skriv inga lösenord.",
  place: "Var ligger den?",
  save: "Lägg till",
  remove: (name: string) => `Ta bort ${name}`,
  connections: "Anslutningar härifrån",
  noConnections: "Inga. Vallgrav ansluter inte till något som inte är inställt.",
  connectionsNote:
    "Domäner som granskas och kataloger som hämtas ansluts bara medan någon ber om det.",
};

/** English. */
export const enPlace: typeof svPlace = {
  title: "Vallgrav itself",
  heading: (count) =>
    count === 0
      ? "Vallgrav survives the fall of the domain."
      : count === 1
        ? "One thing is to be mended for Vallgrav to survive the fall of the domain."
        : `${count} things are to be mended for Vallgrav to survive the fall of the domain.`,
  lead:
    "Whoever takes the domain should not get the map with it, nor be able to erase the last copy. " +
    "What stands here is in the model too, like any system.",
  warnings: {
    joined: "The machine is in the domain. Move Vallgrav to one that is not.",
    "no-copies": "Nobody has said where copies lie. Say it below.",
    "copies-inside": "Every copy lies where accounts of the domain reach it. Put one outside.",
    "old-copy": "No copy was made in the last week. Run vallgrav backup each night.",
  },
  machine: "The machine",
  runsOn: (host) => `Vallgrav runs on ${host}.`,
  joinedBy: (what) => `It is in a domain: ${what}.`,
  inDirectory: "A directory that was read in has a machine of that name.",
  notJoined: "Nothing shows that it is in a domain.",
  copies: "Copies",
  lastCopy: (at) => (at === null ? "No copy was made." : `The last copy was made ${at}.`),
  told: (by, at) => `Told by ${by} ${at}.`,
  places: {
    offline: "offline, or locked so that nobody can erase it early",
    outside: "connected, but outside the domain",
    inside: "where accounts of the domain reach it",
  },
  add: "Add a copy",
  name: "What is it called?",
  nameHint: "For example encrypted stick in the safe. Write no passwords.",
  place: "Where does it lie?",
  save: "Add",
  remove: (name) => `Remove ${name}`,
  connections: "Connections from here",
  noConnections: "None. Vallgrav connects to nothing that is not configured.",
  connectionsNote:
    "Domains that are checked and directories that are read only while somebody asks.",
};
