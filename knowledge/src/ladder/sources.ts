/**
 * The ladder a municipality can climb: per source what it is, who can make it, how long it takes,
 * which alarms it may set off, how it is made, and what it makes known. Minutes are ASSUMPTIONS of
 * ours; commands and alarms are from general knowledge of the tools, tried in no municipality.
 */
import type { AssetKind, Text } from "@vallgrav/kernel";
import { exportedLists } from "./exports.ts";
import { type LadderSource, upload } from "./source.ts";

const directoryKinds: readonly AssetKind[] = [
  "account",
  "certificate-authority",
  "certificate-template",
  "computer",
  "container",
  "domain",
  "group",
  "group-policy",
  "organisational-unit",
];

const directoryProperties: readonly string[] = [
  "enrolleesuppliessubject",
  "haslaps",
  "operatingsystem",
  "requiresmanagerapproval",
];

const runners: Text = {
  sv: "Den som sköter katalogen. Ett vanligt konto räcker.",
  en: "Whoever looks after the directory. An ordinary account suffices.",
};

/** In the order in which they are best brought. */
export const ladder: readonly LadderSource[] = [
  {
    id: "questions",
    rung: 0,
    name: { sv: "Tolv frågor", en: "Twelve questions" },
    who: {
      sv: "It-chefen eller informationssäkerhetssamordnaren",
      en: "The head of IT or the CISO",
    },
    minutes: 10,
    alarms: null,
    steps: [
      {
        sv: "Öppna Tolv frågor under Känna och svara ur minnet.",
        en: "Open Twelve questions and answer from memory.",
      },
      { sv: "Vet ej är också ett svar.", en: "Don't know is an answer too." },
    ],
    command: "vallgrav questions --json > svar.json",
    readers: ["answers"],
    tells: { assets: [], properties: [], isAsked: true },
  },
  {
    id: "owners",
    rung: 0,
    name: { sv: "Frågor till systemägare", en: "Questions to system owners" },
    who: {
      sv: "Informationssäkerhetssamordnaren frågar; var och en svarar för sitt",
      en: "The CISO asks; everyone answers for their own",
    },
    minutes: 30,
    alarms: null,
    steps: [
      {
        sv: "Öppna Fråga ägarna under Känna. De frågor som betyder mest står först.",
        en: "Open Ask the owners. The questions that matter most come first.",
      },
      {
        sv: "Skicka länken, ring, eller skriv ut frågan på papper.",
        en: "Send the link, call, or print the question on paper.",
      },
    ],
    command: "vallgrav ask list",
    readers: ["statements"],
    tells: { assets: [], properties: [], isAsked: true },
  },
  {
    id: "register",
    rung: 0,
    name: { sv: "Systemförteckningen", en: "The system register" },
    who: { sv: "Den som håller i systemförteckningen", en: "Whoever keeps the system register" },
    minutes: 30,
    alarms: null,
    steps: [
      {
        sv: "Spara förteckningen som CSV med en rad per system. Systemnamn räcker för att börja; tjänst, klass, persongrupp och säkerhetskopia gör mest nytta.",
        en: "Save the register as CSV, one row per system. Names are enough to begin with; service, class, population and copy help most.",
      },
      upload,
    ],
    command: null,
    readers: ["system-register", "sundsvall-register"],
    tells: {
      assets: ["backup", "information", "service", "supplier", "system"],
      properties: ["reach", "sign-in", "tested"],
      isAsked: false,
    },
  },
  ...exportedLists,
  {
    id: "pingcastle",
    rung: 1,
    name: { sv: "Rapport från PingCastle", en: "A report of PingCastle" },
    who: runners,
    minutes: 20,
    alarms: {
      sv: "Läser hela katalogen över LDAP. Kan synas som kartläggning i Defender for Identity; säg till driften först.",
      en: "Reads the whole directory over LDAP. May look like reconnaissance to Defender for Identity; tell operations first.",
    },
    steps: [
      {
        sv: "Kör hälsokontrollen på en dator i domänen och ta XML-filen.",
        en: "Run the health check on a computer of the domain and take the XML file.",
      },
      upload,
    ],
    command: "PingCastle.exe --healthcheck --no-enum-limit",
    readers: ["pingcastle"],
    tells: { assets: ["domain"], properties: [], isAsked: false },
  },
  {
    id: "policy-preferences",
    rung: 1,
    name: { sv: "Lösenord i grupprinciper", en: "Passwords in group policies" },
    who: runners,
    minutes: 10,
    alarms: null,
    steps: [
      {
        sv: "Packa de XML-filer som kommandot listar i en zip-fil, med sina mappar: mappens namn säger vilken princip det är. Byt domänen mot er egen.",
        en: "Put the XML files that the command lists into a zip file, with their folders: the folder's name says which policy it is. Put your own domain in place of this one.",
      },
      upload,
    ],
    command:
      "Get-ChildItem -Recurse -Include Groups.xml,Services.xml,ScheduledTasks.xml,DataSources.xml,Drives.xml,Printers.xml \\\\example.se\\SYSVOL\\example.se\\Policies",
    readers: ["policy-preferences"],
    tells: { assets: ["group-policy"], properties: [], isAsked: false },
  },
  {
    id: "nmap",
    rung: 1,
    name: {
      sv: "Genomsökning av serverneten med nmap",
      en: "A scan of the server networks with nmap",
    },
    who: { sv: "Driften, efter beslut", en: "Operations, by decision" },
    minutes: 60,
    alarms: {
      sv: "Syns i intrångsskydd och kan störa känslig utrustning. Sök inte igenom styrsystem.",
      en: "Shows in intrusion detection and may disturb sensitive equipment. Do not scan control systems.",
    },
    steps: [
      {
        sv: "Sök igenom de egna serverneten och ta XML-filen. Byt adressen mot er egen.",
        en: "Scan your own server networks and take the XML file. Put your own address in place of this one.",
      },
      upload,
    ],
    command: "nmap -sV -oX servrar.xml 192.0.2.0/24",
    readers: ["nmap"],
    tells: { assets: ["computer"], properties: ["operatingsystem"], isAsked: false },
  },
  {
    id: "scanners",
    rung: 1,
    name: {
      sv: "Rapporter från sårbarhetsskannrar",
      en: "Reports of vulnerability scanners",
    },
    who: { sv: "Den som sköter skannern", en: "Whoever runs the scanner" },
    minutes: 15,
    alarms: null,
    steps: [
      {
        sv: "Hämta den senaste rapporten som redan finns: OpenVAS (XML), Nessus (.nessus), Defender (JSON), Lynis eller testssl (JSON).",
        en: "Fetch the newest report there is: OpenVAS (XML), Nessus (.nessus), Defender (JSON), Lynis or testssl (JSON).",
      },
      upload,
    ],
    command: null,
    readers: ["openvas", "nessus", "defender", "lynis", "testssl"],
    tells: { assets: ["computer"], properties: ["operatingsystem"], isAsked: false },
  },
  {
    id: "directory",
    rung: 2,
    name: { sv: "Katalogen utan sessioner", en: "The directory without sessions" },
    who: runners,
    minutes: 30,
    alarms: {
      sv: "Klientskyddet stoppar ofta insamlaren, och Defender for Identity larmar om kartläggning. Be driften om ett undantag för en dator och en timme.",
      en: "Endpoint protection often stops the collector, and Defender for Identity alerts on reconnaissance. Ask operations for an exception for one computer and one hour.",
    },
    steps: [
      {
        sv: "Kör SharpHound på en dator i domänen. DCOnly frågar bara domänkontrollanterna.",
        en: "Run SharpHound on a computer of the domain. DCOnly asks the domain controllers alone.",
      },
      {
        sv: "Dra zip-filen hit som den är.",
        en: "Drag the zip file here as it is.",
      },
    ],
    command: "SharpHound.exe -c DCOnly,CertServices",
    readers: ["sharphound"],
    tells: { assets: directoryKinds, properties: directoryProperties, isAsked: false },
  },
  {
    id: "graph",
    rung: 2,
    name: { sv: "En graf från ett annat verktyg", en: "A graph of another tool" },
    who: {
      sv: "Den som redan kartlägger katalogen med BloodHound eller liknande",
      en: "Whoever maps the directory with BloodHound or the like already",
    },
    minutes: 10,
    alarms: null,
    steps: [
      {
        sv: "Ta den JSON-fil (OpenGraph) som insamlaren skrev. Samband som verktyget räknat ut läses inte, bara det som samlats in.",
        en: "Take the JSON file (OpenGraph) that the collector wrote. Links the tool has worked out are not read, only what was collected.",
      },
      upload,
    ],
    command: null,
    readers: ["opengraph"],
    tells: { assets: directoryKinds, properties: directoryProperties, isAsked: false },
  },
  {
    id: "directory-script",
    rung: 2,
    name: { sv: "Katalogen med Vallgravs skript", en: "The directory by Vallgrav's script" },
    who: runners,
    minutes: 30,
    alarms: {
      sv: "Läser hela katalogen med Microsofts egen modul. Kan synas som kartläggning i Defender for Identity; säg till driften först.",
      en: "Reads the whole directory with Microsoft's own module. May look like reconnaissance to Defender for Identity; tell operations first.",
    },
    steps: [
      {
        sv: "Skriv ut skriptet, läs igenom det och kör det på en dator i domänen.",
        en: "Print the script, read it through, and run it on a computer of the domain.",
      },
      upload,
    ],
    command: "vallgrav collect ad > samla-ad.ps1",
    readers: ["ad-collection"],
    tells: { assets: directoryKinds, properties: directoryProperties, isAsked: false },
  },
  {
    id: "directory-sessions",
    rung: 3,
    name: { sv: "Katalogen med sessioner", en: "The directory with sessions" },
    who: {
      sv: "Den som sköter katalogen, med ett konto som är lokal administratör på datorerna",
      en: "Whoever looks after the directory, with an account that is local administrator on computers",
    },
    minutes: 120,
    alarms: {
      sv: "Frågar varje dator vem som är inloggad. Larmar nästan säkert. Gör det under arbetstid, då folk är inloggade, och efter beslut.",
      en: "Asks every computer who is signed in. Alerts almost surely. Do it in working hours, when people are signed in, and by decision.",
    },
    steps: [
      {
        sv: "Kör SharpHound med alla metoder i två timmar under arbetstid.",
        en: "Run SharpHound with all methods for two hours in working time.",
      },
      {
        sv: "Dra zip-filen hit som den är.",
        en: "Drag the zip file here as it is.",
      },
    ],
    command: "SharpHound.exe -c All --loop --loopduration 02:00:00",
    readers: ["sharphound"],
    tells: { assets: directoryKinds, properties: directoryProperties, isAsked: false },
  },
];
