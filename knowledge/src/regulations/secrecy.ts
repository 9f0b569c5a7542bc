/**
 * What of Vallgrav's material may be secret, and by which paragraph: the choices of a harm test
 * (menprövning). Whether something is secret is decided each time somebody asks for it; here stands
 * only what is to be thought of. None has been held against its primary source by us: `isChecked`
 * says so, and pages say so.
 */
import type { Text } from "@vallgrav/kernel";

/** Names of the grounds. */
export type SecrecyGroundId =
  | "osl-18-8"
  | "osl-18-8b"
  | "osl-18-13"
  | "osl-15-2"
  | "osl-21-7"
  | "osl-31-16"
  | "other";

/**
 * What the law takes for granted: `open`, it is given out unless harm can be assumed; `secret`, it
 * is kept unless it is clear that there is none; `neither`: see the paragraph.
 */
export type SecrecyPresumption = "open" | "secret" | "neither";

/** A paragraph by which something may be kept secret. */
export type SecrecyGround = {
  readonly id: SecrecyGroundId;
  readonly law: Text;
  readonly about: Text;
  readonly presumption: SecrecyPresumption;
  /** Where it was read of. */
  readonly source: string;
  /** Whether it was held against its primary source. */
  readonly isChecked: boolean;
};

/** Names of the kinds of material. */
export type MaterialId =
  | "weaknesses"
  | "ways"
  | "model"
  | "analyses"
  | "alerts"
  | "incidents"
  | "incident-reports"
  | "logs"
  | "registers"
  | "other";

/** A kind of material, and the paragraphs that are to be thought of first when it is asked for. */
export type Material = {
  readonly id: MaterialId;
  readonly name: Text;
  readonly grounds: readonly SecrecyGroundId[];
};

const source =
  "https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/" +
  "offentlighets--och-sekretesslag-2009400_sfs-2009-400/";

function paragraph(chapter: number, section: string): Text {
  return {
    sv: `Offentlighets- och sekretesslagen (2009:400) ${chapter} kap. ${section} §`,
    en: `The public access and secrecy act (2009:400) ${chapter}:${section}`,
  };
}

function ground(
  id: SecrecyGroundId,
  law: Text,
  presumption: SecrecyPresumption,
  about: Text,
): SecrecyGround {
  return { id, law, about, presumption, source, isChecked: false };
}

/** The paragraphs, the nearest first. */
export const secrecyGrounds: readonly SecrecyGround[] = [
  ground("osl-18-8", paragraph(18, "8"), "open", {
    sv: "Säkerhetsåtgärder för IT-system, behörigheter, larm",
    en: "Security measures of IT systems, rights of access, alarms",
  }),
  ground("osl-18-8b", paragraph(18, "8 b"), "secret", {
    sv: "Incidentrapport enligt cybersäkerhetslagen, och åtgärder med anledning av den",
    en: "Incident report by the cybersecurity act, and what was done because of it",
  }),
  ground("osl-18-13", paragraph(18, "13"), "open", {
    sv: "Risk- och sårbarhetsanalyser, planering för och hantering av fredstida kriser",
    en: "Risk and vulnerability analyses, planning for and handling of crises in peacetime",
  }),
  ground("osl-15-2", paragraph(15, "2"), "open", {
    sv: "Totalförsvaret",
    en: "Total defence",
  }),
  ground("osl-21-7", paragraph(21, "7"), "open", {
    sv: "Personuppgifter som skulle behandlas i strid med dataskyddsreglerna",
    en: "Personal data that would be processed against the data protection rules",
  }),
  ground("osl-31-16", paragraph(31, "16"), "open", {
    sv: "Leverantörers affärs- och driftförhållanden",
    en: "Business of suppliers",
  }),
  ground(
    "other",
    { sv: "Annan bestämmelse, se skälen", en: "Another provision: see the reason" },
    "neither",
    { sv: "Skriv lagrummet bland skälen", en: "Name the provision in the reason" },
  ),
];

/** What there is to ask for; what none of the kinds fits is something else. */
export const materials: readonly Material[] = [
  {
    id: "weaknesses",
    name: { sv: "Brister och sårbarheter", en: "Weaknesses and vulnerabilities" },
    grounds: ["osl-18-8", "osl-18-13"],
  },
  {
    id: "ways",
    name: { sv: "Vägar in, och planer mot dem", en: "Ways in, and plans against them" },
    grounds: ["osl-18-8", "osl-18-13"],
  },
  {
    id: "model",
    name: { sv: "System, nät, konton och behörigheter", en: "Systems, networks, accounts, rights" },
    grounds: ["osl-18-8", "osl-31-16"],
  },
  {
    id: "analyses",
    name: { sv: "Motstånd, skada och prövningar", en: "Resistance, damage and reality checks" },
    grounds: ["osl-18-13", "osl-18-8"],
  },
  {
    id: "alerts",
    name: { sv: "Larm och det som loggar berättat", en: "Alerts, and what logs told" },
    grounds: ["osl-18-8"],
  },
  {
    id: "incidents",
    name: { sv: "Incidenter och hur de hanterades", en: "Incidents and how they were handled" },
    grounds: ["osl-18-8", "osl-18-13", "osl-18-8b"],
  },
  {
    id: "incident-reports",
    name: { sv: "Incidentrapporter till myndigheter", en: "Incident reports to authorities" },
    grounds: ["osl-18-8b", "osl-18-8"],
  },
  {
    id: "logs",
    name: { sv: "Vallgravs egen logg", en: "Vallgrav's own log" },
    grounds: ["osl-18-8", "osl-21-7"],
  },
  {
    id: "registers",
    name: { sv: "Register, yttranden och priser", en: "Registers, opinions and prices" },
    grounds: ["osl-18-8"],
  },
  { id: "other", name: { sv: "Något annat", en: "Something else" }, grounds: [] },
];
