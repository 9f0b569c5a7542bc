/** Words for what is wrong with an event log. */
import type { ChecksumPart, LogLimitName, LogProblem, RecordFault } from "@vallgrav/eventlogs";
import { countEn, countSv, numberEn, numberSv } from "./numbers.ts";
import { type Phrases, wordFor } from "./phrases.ts";

const partSv: Readonly<Record<ChecksumPart, string>> = {
  "file-header": "filens huvud",
  "chunk-header": "blockets huvud",
  "chunk-records": "blockets poster",
};
const partEn: Readonly<Record<ChecksumPart, string>> = {
  "file-header": "the file's header",
  "chunk-header": "the chunk's header",
  "chunk-records": "the chunk's records",
};
const limitSv: Readonly<Record<LogLimitName, string>> = {
  line: "tecken i en rad",
  unpacked: "byte uppackat",
};
const limitEn: Readonly<Record<LogLimitName, string>> = {
  line: "characters in a line",
  unpacked: "bytes unpacked",
};
const faultSv: Readonly<Record<RecordFault, string>> = {
  binxml: "dess binära XML är trasig",
  json: "den är inget JSON-objekt",
  xml: "dess XML är trasig",
  text: "raden har inte formatets delar",
};
const faultEn: Readonly<Record<RecordFault, string>> = {
  binxml: "its binary XML is broken",
  json: "it is no JSON object",
  xml: "its XML is broken",
  text: "the line lacks the parts of its format",
};

/** Swedish. */
export const eventlogsSv: Phrases<LogProblem> = {
  "eventlogs/not-a-log": () =>
    "Filen är ingen händelselogg i något format som läses här. Den hoppades över.",
  "eventlogs/no-file-header": () =>
    "Filens huvud saknas eller är trasigt. Blocken efter det lästes ändå.",
  "eventlogs/checksum": (p) =>
    `Kontrollsumman för ${wordFor(partSv, p.part)} stämmer inte: filen är skadad eller ändrad. ` +
    "Posterna lästes ändå.",
  "eventlogs/no-chunk": () =>
    "Här ska ett block börja, men gör det inte. Poster söktes i det ändå.",
  "eventlogs/cut-off": () => "Filen tar slut mitt i ett block. Det som är helt lästes.",
  "eventlogs/bad-record": (p) =>
    `En post lämnades utanför: ${wordFor(faultSv, p.fault)}. Resten lästes.`,
  "eventlogs/bad-packing": () =>
    "Filen går inte att packa upp härifrån: den är skadad eller avklippt. Det som kom före lästes.",
  "eventlogs/too-large": (p) =>
    `Mer än ${numberSv(p.limit)} ${wordFor(limitSv, p.what)} läses inte. Resten lämnades utanför.`,
  "eventlogs/more-problems": (p) =>
    `Bara de första ${countSv(p.limit, "problemet", "problemen")} visas. Resten räknades.`,
};

/** English. */
export const eventlogsEn: Phrases<LogProblem> = {
  "eventlogs/not-a-log": () =>
    "The file is no event log in any format that is read here. It was passed over.",
  "eventlogs/no-file-header": () =>
    "The file's header is missing or broken. The chunks after it were read all the same.",
  "eventlogs/checksum": (p) =>
    `The checksum of ${wordFor(partEn, p.part)} does not fit: the file is damaged or changed. ` +
    "The records were read all the same.",
  "eventlogs/no-chunk": () =>
    "A chunk should begin here and does not. Records were looked for in it all the same.",
  "eventlogs/cut-off": () => "The file ends inside a chunk. What is whole was read.",
  "eventlogs/bad-record": (p) =>
    `A record was left out: ${wordFor(faultEn, p.fault)}. The rest was read.`,
  "eventlogs/bad-packing": () =>
    "The file cannot be unpacked from here on: it is damaged or cut. What came before was read.",
  "eventlogs/too-large": (p) =>
    `More than ${numberEn(p.limit)} ${wordFor(limitEn, p.what)} are not read. The rest was left out.`,
  "eventlogs/more-problems": (p) =>
    `Only the first ${countEn(p.limit, "problem", "problems")} are shown. The rest were counted.`,
};
