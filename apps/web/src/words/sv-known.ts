/** Swedish words for the closed lists of the data: kinds of asset, standings, outcomes, times. */
import type { AssetKind, ClaimSpace, Severity, Standing } from "@vallgrav/kernel";
import { assetKindWords } from "@vallgrav/knowledge/names";
import type { EvidenceShares, Job, JobState, Outcomes } from "@vallgrav/platform/api";
import type { OutageWord, ShareWord, TimeWord } from "./speak.ts";

/** The closed lists, one word for each member. */
export type Known = {
  readonly assetKind: Readonly<Record<AssetKind, string>>;
  readonly claimSpace: Readonly<Record<ClaimSpace, string>>;
  /** Readers by identity, as what they read; others are shown by their identity. */
  readonly readerName: Readonly<Record<string, string>>;
  /** Kinds as files name them; others are shown by the file's own word. */
  readonly fileKind: Readonly<Record<string, string>>;
  readonly standing: Readonly<Record<Standing, string>>;
  readonly evidence: Readonly<Record<keyof EvidenceShares, string>>;
  readonly outcome: Readonly<Record<keyof Outcomes, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly jobKind: Readonly<Record<Job["kind"], string>>;
  readonly jobState: Readonly<Record<JobState, string>>;
  readonly timeWord: Readonly<Record<TimeWord, string>>;
  readonly outageWord: Readonly<Record<OutageWord, string>>;
  readonly shareWord: Readonly<Record<ShareWord, string>>;
  /** Counts of a job that have a word of their own; others are shown by their key. */
  readonly jobCount: Readonly<Record<string, string>>;
  /** Persons by power of ten, 0–6; what is larger has the last. */
  readonly personStep: readonly string[];
  /** SEK by power of ten, 0–9; what is larger has the last. */
  readonly sekStep: readonly string[];
  readonly none: string;
  readonly attacker: {
    /** With its article, inside a sentence. */
    readonly other: string;
    /** Name alone. */
    readonly extortionName: string;
  };
};

/** Swedish. */
export const svKnown: Known = {
  assetKind: assetKindWords.sv,
  claimSpace: {
    sid: "SID",
    guid: "GUID",
    serial: "serienummer",
    register: "id i register",
    mac: "MAC-adress",
    upn: "inloggningsnamn",
    fqdn: "namn i DNS",
    purl: "paket",
    host: "datornamn",
    ip: "nätadress",
  },
  readerName: {
    azurehound: "molnkatalog (AzureHound)",
    fortigate: "brandväggens inställningar (FortiGate)",
    "policy-preferences": "inställningar i en grupprincip",
    osquery: "uppgifter från osquery",
    "sundsvall-register": "systemförteckning (Sundsvalls register)",
    vsphere: "virtuella maskiner (vSphere)",
    cyclonedx: "programförteckning (CycloneDX)",
    defender: "export från Microsoft Defender",
    dpkg: "paketlista (dpkg)",
    lynis: "rapport från Lynis",
    answers: "svar på frågor",
    statements: "uttalanden av personer",
    nessus: "sårbarhetsrapport (Nessus)",
    nmap: "portskanning (nmap)",
    opengraph: "graf (BloodHound OpenGraph)",
    openvas: "sårbarhetsrapport (OpenVAS)",
    pingcastle: "katalograpport (PingCastle)",
    rpm: "paketlista (rpm)",
    sharphound: "katalogexport",
    spdx: "programförteckning (SPDX)",
    "system-register": "systemförteckning",
    "ad-collection": "katalogens uppgifter (vallgrav collect)",
    "entra-collection": "molnkatalogens uppgifter (vallgrav collect)",
    testssl: "kontroll av kryptering (testssl)",
    "windows-software": "programlista (Windows)",
    "account-list": "kontolista",
    "backup-list": "lista över säkerhetskopior",
    "computer-list": "datorlista",
    "configuration-manager": "inventering (Configuration Manager)",
    "consultant-register": "konsultlista",
    entra: "export från Entra",
    "filter-rules": "brandväggsregler",
    hyperv: "lista från Hyper-V",
    intune: "enheter från Intune",
    lansweeper: "inventering (Lansweeper)",
    "people-register": "personallista",
    rvtools: "virtuella maskiner (RVTools)",
    "school-register": "elevlista",
    snow: "inventering (Snow)",
    "supplier-register": "leverantörsförteckning",
    veeam: "säkerhetskopior (Veeam)",
    "zone-list": "lista över nätzoner",
  },
  fileKind: {
    answers: "svar",
    "cloud-apps": "appar i molnkatalogen",
    "cloud-roles": "roller i molnkatalogen",
    "conditional-access": "villkor för åtkomst",
    dependencies: "beroenden",
    entries: "poster",
    apps: "appar",
    edges: "samband",
    nodes: "saker",
    roles: "roller",
    tenants: "molnkataloger",
    aiacas: "mellanutfärdare",
    certtemplates: "certifikatmallar",
    computers: "datorer",
    containers: "behållare",
    domains: "domäner",
    enterprisecas: "certifikatutfärdare",
    findings: "fynd",
    gpos: "grupprinciper",
    groups: "grupper",
    hosts: "värdar",
    issuancepolicies: "utfärdandeprinciper",
    ntauthstores: "certifikatlager",
    ous: "organisationsenheter",
    packages: "paket",
    ports: "portar",
    rootcas: "rotutfärdare",
    rows: "rader",
    systems: "verksamhetssystem",
    users: "konton",
    "open-ports": "öppna portar",
    "rows-high": "rader, hög allvarlighet",
    "rows-low": "rader, låg allvarlighet",
    "rows-medium": "rader, medelhög allvarlighet",
    "rows-critical": "rader, kritisk allvarlighet",
    "rows-warn": "rader, kontroll som inte gick",
    suggestions: "förslag",
    warnings: "varningar",
    accounts: "konton",
    backups: "säkerhetskopior",
    "cloud-groups": "grupper i molnkatalogen",
    "cloud-users": "konton i molnkatalogen",
    consultants: "konsulter",
    people: "personer",
    pupils: "elever",
    rules: "regler",
    "sign-in-methods": "konton med inloggningsmetoder",
    suppliers: "leverantörer",
    zones: "nätzoner",
  },
  standing: { observed: "sett", declared: "uppgivet", assumed: "antaget" },
  evidence: { observed: "sett", declared: "uppgivet", assumed: "antaget" },
  outcome: { fell: "föll", blocked: "stoppades", evicted: "kastades ut", outlasted: "höll ut" },
  severity: { error: "fel", warning: "varning", notice: "upplysning" },
  jobKind: {
    import: "Läser in filer",
    withdraw: "Tar tillbaka en inläsning",
    dials: "Räknar mätarna",
    plan: "Räknar läget och söker åtgärder",
    "what-if": "Räknar på ditt val",
    domains: "Granskar domäner",
    alerts: "Hämtar larm",
    survey: "Prövar planen mot annat",
    example: "Läser in exempelkommunen",
  },
  jobState: {
    waiting: "väntar",
    running: "pågår",
    done: "klart",
    failed: "misslyckades",
    cancelled: "avbrutet",
  },
  timeWord: {
    hours: "timmar",
    days: "dagar",
    weeks: "veckor",
    months: "månader",
    holds: "håller",
  },
  outageWord: {
    none: "inga",
    workday: "under en arbetsdag",
    days: "dagar",
    weeks: "veckor",
    months: "månader",
  },
  shareWord: {
    none: "inga",
    few: "få",
    minority: "en mindre del",
    half: "ungefär hälften",
    most: "de flesta",
    "almost-all": "nästan alla",
    all: "alla",
  },
  jobCount: {
    files: "filer",
    probes: "frågor och anslutningar",
    observations: "uppgifter",
    assets: "ting",
    relations: "samband",
    runs: "försök",
    rounds: "varv",
    rows: "villkor",
    evaluations: "prövningar",
    stops: "budgetar",
  },
  personStep: [
    "enstaka",
    "tiotal",
    "hundratal",
    "tusental",
    "tiotusental",
    "hundratusental",
    "miljoner",
  ],
  sekStep: [
    "enstaka kronor",
    "tiotals kronor",
    "hundratals kronor",
    "tusentals kronor",
    "tiotusentals kronor",
    "hundratusentals kronor",
    "miljoner kronor",
    "tiotals miljoner kronor",
    "hundratals miljoner kronor",
    "miljarder kronor",
  ],
  none: "inga",
  attacker: {
    other: "en angripare",
    extortionName: "opportunistisk utpressning",
  },
};
