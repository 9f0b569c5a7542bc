/** Words for what readers find wrong with a file: what happened, and what to do about it. */
import type {
  CollectionPart,
  DescriptorFault,
  EntraPart,
  ForbiddenXml,
  FoundEncoding,
  GapReason,
  LeftOut,
  ReaderLimits,
  ReadersProblem,
  SecretKind,
  SkippedObject,
} from "@vallgrav/readers";
import { expectedEn, expectedSv } from "./expected.ts";
import { countEn, countSv, numberEn, numberSv } from "./numbers.ts";
import { type Phrases, wordFor } from "./phrases.ts";
import { tablesEn, tablesSv } from "./tables.ts";

const encoding: Readonly<Record<FoundEncoding, string>> = {
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  "windows-1252": "Windows-1252",
};
const secretSv: Readonly<Record<SecretKind, string>> = {
  password: "ett lösenord",
  secret: "något som ser ut som en hemlighet",
  "personal-number": "ett personnummer",
};
const secretEn: Readonly<Record<SecretKind, string>> = {
  password: "a password",
  secret: "what looks like a secret",
  "personal-number": "a personal identity number",
};
const objectSv: Readonly<Record<SkippedObject, string>> = {
  "not-an-object": "det inte är ett objekt",
  "no-identifier": "det saknar identitet",
  "bad-identifier": "dess identitet inte går att tyda",
  "no-check": "det inte säger vilken kontroll det gäller",
};
const objectEn: Readonly<Record<SkippedObject, string>> = {
  "not-an-object": "it is no object",
  "no-identifier": "it has no identifier",
  "bad-identifier": "its identifier cannot be read",
  "no-check": "it does not say which check it is about",
};
const forbiddenSv: Readonly<Record<ForbiddenXml, string>> = {
  doctype: "en dokumenttyp med egna deklarationer",
  entity: "hänvisningar till egna entiteter",
};
const forbiddenEn: Readonly<Record<ForbiddenXml, string>> = {
  doctype: "a document type with declarations of its own",
  entity: "references to entities of its own",
};
const leftOutSv: Readonly<Record<LeftOut, string>> = {
  assumed: "Antagna poster av slaget",
  derived: "Uträknade poster av slaget",
  kind: "Poster av slaget",
};
const leftOutEn: Readonly<Record<LeftOut, string>> = {
  assumed: "Assumed entries of the kind",
  derived: "Worked-out entries of the kind",
  kind: "Entries of the kind",
};

const partSv: Readonly<Record<CollectionPart | EntraPart, string>> = {
  appRoleAssignments: "Vad appar får göra på egen hand",
  applications: "När appars hemligheter går ut",
  conditionalAccess: "Villkorsstyrd åtkomst",
  groupMembers: "Medlemmar i grupper som ger roller",
  organization: "Organisationen i molnet",
  permissionGrants: "Vad appar får göra i andras namn",
  registeredMethods: "Registrerade sätt att logga in",
  roleAssignments: "Vem som har roller",
  roleDefinitions: "Roller",
  roleEligibilities: "Vilande roller",
  servicePrincipals: "Appar",
  certificates: "Certifikatmallar och utfärdare",
  computers: "Datorer",
  domain: "Domänen själv",
  groups: "Grupper",
  laps: "Var LAPS sparar lösenord",
  policies: "Grupprinciper",
  trusts: "Förtroenden",
  units: "Organisationsenheter och behållare",
  users: "Användarkonton",
};
const partEn: Readonly<Record<CollectionPart | EntraPart, string>> = {
  appRoleAssignments: "What apps may do by themselves",
  applications: "When secrets of apps run out",
  conditionalAccess: "Conditional access",
  groupMembers: "Members of groups that give roles",
  organization: "The organisation in the cloud",
  permissionGrants: "What apps may do in the name of others",
  registeredMethods: "Registered ways to sign in",
  roleAssignments: "Who has roles",
  roleDefinitions: "Roles",
  roleEligibilities: "Dormant roles",
  servicePrincipals: "Apps",
  certificates: "Certificate templates and authorities",
  computers: "Computers",
  domain: "The domain itself",
  groups: "Groups",
  laps: "Where LAPS keeps passwords",
  policies: "Group policies",
  trusts: "Trusts",
  units: "Organisational units and containers",
  users: "User accounts",
};
const gapSv: Readonly<Record<GapReason, string>> = {
  denied: "det konto som användes får inte läsa dem",
  failed: "katalogen svarade med ett fel",
  limit: "gränsen för hur mycket som hämtas nåddes",
  stopped: "insamlingen avbröts",
};
const gapEn: Readonly<Record<GapReason, string>> = {
  denied: "the account used may not read them",
  failed: "the directory answered with an error",
  limit: "the limit of how much is fetched was reached",
  stopped: "the collection was interrupted",
};
const descriptorSv: Readonly<Record<DescriptorFault, string>> = {
  "bad-form": "formen är fel",
  "bad-sid": "en identitet i den går inte att tyda",
  "too-many-entries": "den har för många poster",
  truncated: "den är avhuggen",
};
const descriptorEn: Readonly<Record<DescriptorFault, string>> = {
  "bad-form": "its form is wrong",
  "bad-sid": "an identity in it cannot be read",
  "too-many-entries": "it has too many entries",
  truncated: "it is cut off",
};

const limitSv: Readonly<Record<keyof ReaderLimits, string>> = {
  bytes: "byte",
  depth: "nivåer",
  rows: "objekt eller rader",
  columns: "celler på en rad eller attribut på ett element",
  cells: "celler i en fil",
  unpackedBytes: "byte när den packats upp",
  observations: "uppgifter",
  stringLength: "tecken i en text",
  problemsPerCode: "fel av samma slag",
};
const limitEn: Readonly<Record<keyof ReaderLimits, string>> = {
  bytes: "bytes",
  depth: "levels",
  rows: "objects or rows",
  columns: "cells in a row or attributes of an element",
  cells: "cells in one file",
  unpackedBytes: "bytes when unpacked",
  observations: "statements",
  stringLength: "characters in one text",
  problemsPerCode: "problems of one kind",
};

/** Swedish. */
export const readersSv: Phrases<ReadersProblem> = {
  "readers/empty-file": () => "Filen är tom. Exportera den på nytt.",
  "readers/no-alerts": () =>
    "Filen har inga larm i någon känd form. Det som kan läsas är JSON från Microsoft Graph, Defender " +
    "och Sentinel, listor i CSV eller JSON med rubriker för larm, allvar och tid, och mejl (.eml).",
  "readers/unrecognised": () =>
    "Filen känns inte igen. Det som kan läsas är förteckningar (CSV, XLSX) av system, personer, " +
    "konton, leverantörer, säkerhetskopior, nätzoner, brandväggsregler och datorer, FortiGates inställningar, " +
    "katalogexporter från SharpHound, AzureHound eller vallgrav collect, grafer (OpenGraph), rapporter från nmap, OpenVAS, " +
    "Nessus, PingCastle, Lynis, testssl och Defender, och programlistor: CycloneDX, SPDX, dpkg, rpm och Windows.",
  "readers/limit": (p) =>
    `Filen har fler än ${numberSv(p.max)} ${wordFor(limitSv, p.limit)}. Inget av den lästes ` +
    "in; dela upp den.",
  "readers/wrong-encoding": (p) =>
    `Filen är sparad som ${wordFor(encoding, p.found)} men ska vara UTF-8. Spara om den som UTF-8.`,
  "readers/decoded-as": (p) => `Filen lästes som ${wordFor(encoding, p.encoding)}.`,
  "readers/unknown-encoding": (p) =>
    `Filen säger sig vara sparad som ${p.found}, som inte kan läsas. Spara om den som UTF-8.`,
  "readers/truncated-xml": (p) =>
    `Filen tar slut mitt i, på rad ${p.line}, tecken ${p.column}. Kopiera eller exportera den ` +
    "igen.",
  "readers/bad-xml": (p) =>
    `Filen är ingen giltig XML från rad ${p.line}, tecken ${p.column}. Exportera den på nytt.`,
  "readers/forbidden-xml": (p) =>
    `Filen innehåller ${wordFor(forbiddenSv, p.what)}, som aldrig läses in eftersom det kan ` +
    "missbrukas. Exportera den på nytt direkt ur verktyget.",
  "readers/left-out": (p) =>
    `${wordFor(leftOutSv, p.what)} ${p.name} lästes inte (${numberSv(p.count)} st).`,
  "readers/page-of-several": () =>
    "Filen är en sida av flera; fortsättningen ligger i andra filer. Läs in dem också.",
  "readers/unnamed": (p) =>
    `${countSv(p.count, "post", "poster")} saknar namn och adress att känna igen saken på och ` +
    "lästes inte.",
  "readers/truncated-json": (p) =>
    `Filen tar slut mitt i, på rad ${p.line}, tecken ${p.column}. Kopiera eller exportera den ` +
    "igen.",
  "readers/bad-json": (p) =>
    `Filen är ingen giltig JSON från rad ${p.line}, tecken ${p.column}. Exportera den på nytt.`,
  "readers/other-kind": (p) =>
    `Filen ska innehålla ${p.expected} men ${p.found === "" ? "gör det inte" : `innehåller ${p.found}`}. ` +
    "Kontrollera att rätt fil är vald.",
  "readers/for-match": () =>
    "Filen är ett säkerhetsråd (CSAF) och lämnades utanför: den säger vad som är sårbart, inte vad " +
    "som finns hos er. Läs in den med vallgrav update och håll programlistorna mot den med " +
    "vallgrav match.",
  "readers/truncated-config": () =>
    "Säkerhetskopian tar slut innan den är färdig. Kopiera den eller ta ut den ur brandväggen igen.",
  "readers/bad-config": () =>
    "Säkerhetskopian är inte hel här: ett edit, set, next eller end hör inte ihop med något config. " +
    "Ta ut den ur brandväggen igen.",
  "readers/other-maker": (p) =>
    `Filen är en säkerhetskopia av en brandvägg från ${p.maker}. Bara FortiGate läses direkt; ta ut ` +
    "reglerna och zonerna som CSV i stället.",
  "readers/unsupported-version": (p) =>
    `Filens version är ${p.found}; version ${p.supported} kan läsas. Använd en nyare insamlare.`,
  "readers/count-differs": (p) =>
    `Filen säger sig ha ${numberSv(p.declared)} ${p.kind} men har ` +
    `${numberSv(p.read)}. Det som fanns lästes in; exportera om något saknas.`,
  "readers/object-skipped": (p) =>
    `Ett objekt hoppades över eftersom ${wordFor(objectSv, p.reason)}.`,
  "readers/bad-value": (p) =>
    `Fältet ${p.field} skulle vara ${wordFor(expectedSv, p.expected)} och utelämnades.`,
  "readers/partial-collection": (p) =>
    `${wordFor(partSv, p.part)} saknas helt eller delvis eftersom ${wordFor(gapSv, p.reason)}. ` +
    "Resten lästes in.",
  "readers/no-disabled-users": () =>
    "Listan över registrerade sätt att logga in har inga avstängda konton. Att ett konto saknas där " +
    "säger inget om det.",
  "readers/no-domain": () =>
    "Filen säger inte vilken domän den kommer från, så inget av den lästes in. Kör insamlingen igen.",
  "readers/no-descriptor": (p) =>
    `Behörigheterna saknas för ${countSv(p.count, "objekt", "objekt")}. Vägar genom dem syns inte. ` +
    "Samla in igen med ett konto som får läsa dem.",
  "readers/bad-descriptor": (p) =>
    `En behörighetslista går inte att läsa: ${wordFor(descriptorSv, p.fault)}. Den utelämnades.`,
  "readers/unknown-right": (p) =>
    `Rättigheten ${p.name} är okänd och lämnades därhän (${numberSv(p.count)} st).`,
  "readers/secret-in-field": (p) =>
    `Fältet ${p.field} innehåller ${wordFor(secretSv, p.what)}. Värdet lästes inte in; ta bort ` +
    "det i källan.",
  "readers/more-of-the-same": (p) =>
    `Ytterligare ${numberSv(p.count)} av samma slag visas inte (${p.code}).`,
  ...tablesSv,
};

/** English. */
export const readersEn: Phrases<ReadersProblem> = {
  "readers/empty-file": () => "The file is empty. Export it again.",
  "readers/no-alerts": () =>
    "The file has no alerts in any known form. What can be read is JSON of Microsoft Graph, Defender " +
    "and Sentinel, lists in CSV or JSON with headings for alert, severity and time, and mail (.eml).",
  "readers/unrecognised": () =>
    "The file is not recognised. What can be read are lists (CSV, XLSX) of systems, people, " +
    "accounts, suppliers, backups, network zones, firewall rules and computers, FortiGate configurations, directory exports " +
    "from SharpHound, AzureHound or vallgrav collect, graphs (OpenGraph), reports of nmap, OpenVAS, Nessus, PingCastle, Lynis, testssl " +
    "and Defender, and lists of software: CycloneDX, SPDX, dpkg, rpm and Windows.",
  "readers/limit": (p) =>
    `The file has more than ${numberEn(p.max)} ${wordFor(limitEn, p.limit)}. Nothing of it was ` +
    "taken; divide it.",
  "readers/wrong-encoding": (p) =>
    `The file is saved as ${wordFor(encoding, p.found)} but must be UTF-8. Save it again as UTF-8.`,
  "readers/decoded-as": (p) => `The file was read as ${wordFor(encoding, p.encoding)}.`,
  "readers/unknown-encoding": (p) =>
    `The file says it is saved as ${p.found}, which cannot be read. Save it again as UTF-8.`,
  "readers/truncated-xml": (p) =>
    `The file ends in the middle, at line ${p.line}, column ${p.column}. Copy or export it again.`,
  "readers/bad-xml": (p) =>
    `The file is no valid XML from line ${p.line}, column ${p.column}. Export it again.`,
  "readers/forbidden-xml": (p) =>
    `The file holds ${wordFor(forbiddenEn, p.what)}, which is never read because it can be ` +
    "abused. Export it again directly from the tool.",
  "readers/left-out": (p) =>
    `${wordFor(leftOutEn, p.what)} ${p.name} were not read (${numberEn(p.count)}).`,
  "readers/page-of-several": () =>
    "The file is one page of several; the rest is in other files. Import those as well.",
  "readers/unnamed": (p) =>
    `Not read, having no name or address to know it by: ` +
    `${countEn(p.count, "entry", "entries")}.`,
  "readers/truncated-json": (p) =>
    `The file ends in the middle, at line ${p.line}, column ${p.column}. Copy or export it again.`,
  "readers/bad-json": (p) =>
    `The file is no valid JSON from line ${p.line}, column ${p.column}. Export it again.`,
  "readers/other-kind": (p) =>
    `The file should hold ${p.expected} but ${p.found === "" ? "does not" : `holds ${p.found}`}. ` +
    "Check that it is the right file.",
  "readers/for-match": () =>
    "The file is a security advisory (CSAF) and was left out: it says what is vulnerable, not what " +
    "you have. Read it with vallgrav update, and hold lists of software against it with vallgrav " +
    "match.",
  "readers/truncated-config": () =>
    "The backup ends before it is complete. Copy it, or export it from the firewall again.",
  "readers/bad-config": () =>
    "The backup is not whole here: an edit, set, next or end belongs to no config. Export it from " +
    "the firewall again.",
  "readers/other-maker": (p) =>
    `The file is a backup of a firewall by ${p.maker}. Only FortiGate is read directly; export rules ` +
    "and zones as CSV instead.",
  "readers/unsupported-version": (p) =>
    `The file's version is ${p.found}; version ${p.supported} can be read. Use a newer collector.`,
  "readers/count-differs": (p) =>
    `The file says it has ${numberEn(p.declared)} ${p.kind} but has ` +
    `${numberEn(p.read)}. What was there was read; export again if something is missing.`,
  "readers/object-skipped": (p) => `An object was skipped because ${wordFor(objectEn, p.reason)}.`,
  "readers/bad-value": (p) =>
    `The field ${p.field} should be ${wordFor(expectedEn, p.expected)} and was left out.`,
  "readers/partial-collection": (p) =>
    `${wordFor(partEn, p.part)}: missing in whole or in part because ` +
    `${wordFor(gapEn, p.reason)}. The rest was read.`,
  "readers/no-disabled-users": () =>
    "The list of registered ways to sign in has no disabled accounts. That an account is missing " +
    "there says nothing about it.",
  "readers/no-domain": () =>
    "The file does not say which domain it is from, so nothing of it was read. Collect it again.",
  "readers/no-descriptor": (p) =>
    `Access rights are missing for ${countEn(p.count, "object", "objects")}. Ways through them ` +
    "do not show. Collect again with an account that may read them.",
  "readers/bad-descriptor": (p) =>
    `An access list cannot be read: ${wordFor(descriptorEn, p.fault)}. It was left out.`,
  "readers/unknown-right": (p) =>
    `The right ${p.name} is unknown and was left aside (${numberEn(p.count)}).`,
  "readers/secret-in-field": (p) =>
    `The field ${p.field} holds ${wordFor(secretEn, p.what)}. The value was not read in; remove ` +
    "it at the source.",
  "readers/more-of-the-same": (p) =>
    `Not shown: ${numberEn(p.count)} more of the same kind (${p.code}).`,
  ...tablesEn,
};
