/** The columns that a system register may have, and every heading we have seen for them. */

/** A column by its meaning. */
export type ColumnName =
  | "id"
  | "name"
  | "owner-organisation"
  | "owner-role"
  | "supplier"
  | "hosting"
  | "servers"
  | "sign-in"
  | "confidentiality"
  | "integrity"
  | "availability"
  | "classes"
  | "persons"
  | "population"
  | "services"
  | "tolerable-outage-hours"
  | "dependencies"
  | "backup"
  | "restore-hours"
  | "restore-tested"
  | "reserve-share"
  | "reserve-hours"
  | "staff";

/** Headings of each column, Swedish and English, as `foldHeading` writes them. */
export const columnHeadings: Readonly<Record<ColumnName, readonly string[]>> = {
  id: ["system id", "systemid", "id", "systemnummer", "system number"],
  name: ["systemnamn", "system", "namn", "system name", "name"],
  "owner-organisation": [
    "forvaltning",
    "namnd",
    "forvaltning namnd",
    "organisation",
    "verksamhet",
    "owner organisation",
    "owner organization",
    "department",
    "committee",
  ],
  "owner-role": [
    "systemagare",
    "systemagare roll",
    "systemagarroll",
    "agare",
    "system owner",
    "system owner role",
    "owner role",
    "owner",
  ],
  supplier: ["leverantor", "systemleverantor", "supplier", "vendor"],
  hosting: ["drift", "driftform", "driftsform", "hosting"],
  servers: ["servrar", "server", "vardar", "servers", "hosts"],
  "sign-in": ["inloggning", "inloggningssatt", "autentisering", "sign in", "signin", "login"],
  confidentiality: ["konfidentialitet", "konfidentialitet k", "k", "confidentiality"],
  integrity: ["riktighet", "riktighet r", "r", "integrity"],
  availability: ["tillganglighet", "tillganglighet t", "t", "availability"],
  classes: [
    "klassning",
    "klassa",
    "krt",
    "k r t",
    "informationsklass",
    "informationsklassning",
    "informationsklassning k r t",
    "klassning k r t",
    "klassa k r t",
    "krt klassning",
    "information class",
    "information classification",
    "classification",
    "cia",
  ],
  persons: ["antal personer", "personer", "antal registrerade", "persons", "number of persons"],
  population: ["persongrupp", "persongrupper", "registrerade", "population", "populations"],
  services: [
    "samhallsviktig tjanst",
    "samhallsviktiga tjanster",
    "samhallsviktig verksamhet",
    "tjanst",
    "tjanster",
    "vital service",
    "vital services",
    "service",
    "services",
  ],
  "tolerable-outage-hours": [
    "tolerabel avbrottstid timmar",
    "tolerabel avbrottstid",
    "tolerabel avbrottstid h",
    "tolerable outage hours",
    "tolerable outage",
    "mtd hours",
  ],
  dependencies: ["beroenden", "beroende av", "beror av", "dependencies", "depends on"],
  backup: ["sakerhetskopia", "sakerhetskopiering", "backup", "backups"],
  "restore-hours": [
    "aterlasningstid timmar",
    "aterlasningstid",
    "aterstallningstid timmar",
    "aterstallningstid",
    "restore hours",
    "restore time hours",
  ],
  "restore-tested": [
    "aterlasning provad",
    "aterlasning testad",
    "aterstallning provad",
    "restore tested",
    "restore test",
  ],
  "reserve-share": [
    "reservrutin procent",
    "reservrutin andel",
    "reservrutin andel procent",
    "reservrutin",
    "reserve routine percent",
    "reserve routine share",
    "reserve routine share percent",
    "reserve routine",
  ],
  "reserve-hours": [
    "reservrutin timmar",
    "reservrutin haller timmar",
    "reservrutin varar timmar",
    "reserve routine hours",
    "reserve routine lasts hours",
  ],
  staff: ["personal", "antal anstallda", "personal antal", "staff", "staff count"],
};
