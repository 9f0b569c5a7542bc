/** The terminal in Swedish. */
import { assetKindWords } from "@vallgrav/knowledge/names";
import { calculateSv } from "./words-calculate.ts";
import { costsSv } from "./words-costs.ts";
import { doctorSv } from "./words-doctor.ts";
import { helpSv } from "./words-help-sv.ts";
import { hygieneSv } from "./words-hygiene.ts";
import { alertsSv } from "./words-alerts.ts";
import { graphSv } from "./words-graph.ts";
import { rulesImportSv } from "./words-rules-import.ts";
import { findingsSv } from "./words-findings.ts";
import { huntSv } from "./words-hunt.ts";
import { knowingSv } from "./words-knowing.ts";
import { planTermsSv } from "./words-plan-terms.ts";
import { surveySv } from "./words-survey.ts";
import { committeesSv } from "./words-committees.ts";
import { placeSv } from "./words-place.ts";
import { releasesSv } from "./words-releases.ts";
import { opinionsSv } from "./words-opinions.ts";
import type { UsageWords, Words } from "./words.ts";

const usage: UsageWords = {
  "unknown-verb": (p) => `kommandot ${p.verb} finns inte`,
  "unknown-option": (p) => `väljaren ${p.option} finns inte här`,
  "needs-value": (p) => `--${p.option} behöver ett värde`,
  "takes-no-value": (p) => `--${p.option} tar inget värde`,
  "not-whole": (p) => `--${p.option} ska vara ett heltal från ${p.low} till ${p.high}`,
  missing: (p) => `${p.verb} behöver ${p.options.map((name) => `--${name}`).join(" och ")}`,
  "no-files": () => "import behöver en eller flera filer",
  "say-mal": () => "skriv: mal compile, mal graph eller mal simulate; se vallgrav help",
  "bad-compat": (p) => `--compat kan bara vara toolbox-2.9, inte ${p.compat}`,
  "bad-value": (p) => `--${p.option} kan inte vara ${p.value}`,
  say: (p) => `skriv: ${p.how.join(" eller ")}`,
  "too-much": (p) => `ordet ${p.word} är ett för mycket`,
};

/** Swedish. */
export const sv: Words = {
  help: helpSv,
  usage,
  seeHelp: "Se: vallgrav help",
  failed: "Något gick fel hos oss. Referens i loggen ovan:",
  running: (address) => `Vallgrav körs på ${address}. Avsluta med Ctrl+C.`,
  stopping: "Avslutar; pågående arbete tas upp igen vid nästa start.",
  severity: { error: "fel", warning: "varning", notice: "upplysning" },
  state: {
    waiting: "väntar",
    running: "pågår",
    done: "klart",
    failed: "vägrades",
    cancelled: "avbröts",
  },
  work: {
    import: "läser in",
    withdraw: "tar tillbaka",
    plan: "räknar",
    "what-if": "räknar på ett val",
    domains: "granskar domäner",
    alerts: "hämtar larm",
    survey: "prövar planen mot annat",
    example: "läser exemplet",
    dials: "räknar mätarna",
  },
  unreadable: {
    missing: "Filen finns inte.",
    folder: "Mappen har inga filer att läsa in.",
    forbidden: "Filen får inte läsas av den som kör kommandot.",
    "no-mapping":
      "Filen är ingen kolumntolkning. Utgå från den i vallgrav import --json, under tables.",
    other: "Filen kunde inte läsas.",
  },
  noSuchRun:
    "Den körningen eller det försöket finns inte. Körningens namn står i vallgrav plan --json.",
  cancelled: "Avbröts; inget ändrades.",
  exists: "Den filen finns redan. Ange en annan med --to, eller flytta den.",
  times: {
    hours: "timmar",
    days: "dagar",
    weeks: "veckor",
    months: "månader",
    holds: "håller",
  },
  assets: assetKindWords.sv,
  imported: {
    moreFiles: (count, taken) =>
      `${count} filer till i mappen lästes inte in: av en mapp tas ${taken} åt gången. ` +
      "Dela mappen, eller ge de andra filerna vid namn.",
    lists:
      "Är det fel om en lista: vallgrav import --list own FIL (en annan lista) eller " +
      "--list next FIL (en nyare utgåva).",
    head: ["slag", "uppges", "lästa", "olika"],
    rights: "rättigheter",
    repeats: (count) => `${count} upprepade`,
    files: (count, already) => `${count} filer, varav ${already} redan kända`,
    domains: "domäner",
  },
  withdrawn: (files) =>
    `Tillbakataget, som om det aldrig lästs in: ${files}. Filerna själva gallras inom en ` +
    "timme när servern kör, eller med vallgrav dispose.",
  exampleWritten: ({ to, files, megabytes, truth }) =>
    `${files} filer (${megabytes} MB) skrevs till ${to}. Vad som verkligen är vad står i ${truth}.`,
  collect: {
    password: (user) => `Lösenord för ${user}: `,
    progress: (entries) => `hämtar: ${entries} objekt`,
    written: (entries, to) =>
      `${entries} objekt skrevs till ${to}. Filen visar vägar in i katalogen: läs in den och ta ` +
      "sedan bort den.",
    goOn: (to) =>
      `Det som hann hämtas är sparat. Samma kommando med --to ${to} inom ett dygn fortsätter där.`,
  },
  status: {
    empty: "Inget är inläst än. Börja med: vallgrav example load",
    relations: "samband",
    contradictions: "motsägelser",
    evidence: ["källa", "framtagen", "uppgifter", "inläsning"],
    model: "modell",
  },
  questions: {
    yes: "ja",
    no: "nej",
    unanswered: "obesvarad",
    how:
      "Så svarar ni: vallgrav questions --json > svar.json, fyll i tal, true eller false (null " +
      "är vet ej), och sedan vallgrav import svar.json.",
  },
  plan: {
    lead: (budget, cost) => `För ${budget} föreslås ett paket som kostar ${cost}.`,
    nothing: "Inga åtgärder ryms i budgeten.",
    gapSmall: (budget, runs) =>
      `Inget annat paket inom ${budget} minskar skadan nämnvärt mer – räknat på samma ` +
      `antaganden och ${runs} genomspelade angrepp.`,
    gapLarge: (share) =>
      `Paketet ger minst ${share} av den minskning som över huvud taget går att få för ` +
      "pengarna, räknat på samma antaganden.",
    gapStopped: (share) =>
      `Sökningen avbröts. Paketet ger minst ${share} av möjlig minskning; längre sökning kan ` +
      "ge mer.",
    among: (count) => `Det som sägs om andra paket gäller bland de ${count} åtgärder som planeras.`,
    tail: "Planen lämnar minst av den värsta tiondelen av angreppen; andelarna ovan gäller den.",
    yearly: (amount, most) => `Den kostar ${amount} om året, av högst ${most}.`,
    roleHours: (role, hours, most) => `${role}: ${hours} timmar, av högst ${most}.`,
    always: "Antaganden väger tyngre än räknefelet.",
    typical: {
      directory: "Ingen katalog är inläst: konton, datorer och rättigheter är antagna.",
      services: "Ingen systemförteckning är inläst: tjänster och system är antagna.",
    },
    inWords: "För lite är sett eller uppgivet för siffror; mätarna talar i ord.",
    dials: ["", "i dag", "efter"],
    median: "tid tills något viktigt faller (median)",
    holds: (horizon) => `håller i ${horizon} dagar`,
    hours: "timmar utan viktiga tjänster",
    persons: "personer vars uppgifter röjs",
    money: "kostnad",
    measures: ["kostnad", "timmar", "bidrar", "åtgärd"],
    calendar: ["börjar", "klar", "åtgärd"],
    late: (measure, until) => `Blir inte klar till och med ${until}: ${measure}.`,
    assumption: "antagande",
    unchecked: "ej kontrollerat mot källan",
    beyond: (days) => `mer än ${days} dagar`,
    runs: (before, after) => `Körningar: ${before} (i dag), ${after} (efter).`,
  },
  planTerms: planTermsSv,
  survey: surveySv,
  whatIf: {
    lead: (budget) => `Planen för ${budget}, ändrad för hand, på samma genomspelade angrepp.`,
    added: (id) => `Med ${id}.`,
    removed: (id) => `Utan ${id}.`,
    columns: ["", "i dag", "planen", "för hand"],
    cost: "pris",
    hours: "egna timmar",
    remains: "andel av dagens skada som är kvar (95 %)",
  },
  calculate: calculateSv,
  costs: costsSv,
  paths: {
    lead: (fell, runs) => `Något viktigt föll i ${fell} av ${runs} genomspelade angrepp.`,
    none: "Inga vägar in hittades.",
    chokePoints: "Här möts vägarna:",
    rights: "Rättigheter som vägarna går över, och som kan tas bort:",
  },
  mal: {
    compiled: (name, version) => `${name} ${version} går att läsa.`,
    counts: ["typer", "samband", "steg"],
    graph: ["tillgångar", "länkar", "noder", "kanter"],
    simulated: ["mål", "nås", "sannolikhet", "10 %", "median", "90 %", "medel"],
    noSuchStep: {
      missing: (node) => `Steget ${node} finns inte i grafen. Skriv TILLGÅNG:STEG.`,
      several: (node) => `Flera tillgångar heter så: ${node}. Skriv tillgångens id.`,
      gate: (node) => `${node} är inget steg utan ett försvar eller villkor. Välj ett steg.`,
    },
  },
  advisories: {
    updated: (advisories, generation) =>
      `Nu finns ${advisories} säkerhetsråd (läge ${generation}).`,
    head: ["fil", "poster", "ändrade", "utanför"],
    lead: (affected, components) =>
      `${affected} fynd i ${components} komponenter med kända sårbarheter.`,
    unknown: (count) => `Om ${count} till går det inte att säga; --json visar varför.`,
    notExamined: (count) =>
      `${count} komponenter gick inte att jämföra med något. Det gör dem inte säkra.`,
    age: (day) => `Säkerhetsråden är från ${day}.`,
    matches: ["råd", "komponent", "version", "rättat i", "utnyttjas"],
    exploited: "ja",
  },
  accounts: {
    incident: (names) => `Incidentläge: bara ${names} och konton för värsta dagen släpps in.`,
    incidentOver: "Incidentläget är slut: alla släpps in igen.",
    head: ["namn", "roll", "enhet", "läge"],
    states: {
      invited: "inbjuden",
      confirmed: "väntar på att släppas in",
      active: "öppet",
      locked: "låst",
      closed: "stängt",
    },
    envelope: (name, password) =>
      `Konto för värsta dagen: ${name}\nLösenord, bara nu: ${password}\nLås in det.`,
    link: (name, link, until) =>
      `Länk till ${name}: en gång, till ${until} UTC. Sätt serverns adress framför:\n${link}`,
  },
  knowing: knowingSv,
  hygiene: hygieneSv,
  place: placeSv,
  releases: releasesSv,
  opinions: opinionsSv,
  committees: committeesSv,
  findings: findingsSv,
  alerts: alertsSv,
  graph: graphSv,
  rulesImport: rulesImportSv,
  rules: {
    counted: (files, rules, correlations) =>
      `${files} filer, ${rules} regler, ${correlations} korrelationer.`,
    waits: (title, needs) => `Väntar på värden för ${needs}: ${title}`,
    source: (source, isTried) =>
      `För händelser från: ${source}` +
      (isTried ? "" : " (om händelsen är en sådan prövas inte här)"),
    event: (line, holds) => `rad ${line}: regeln ${holds ? "slår till" : "slår inte till"}`,
    yes: "ja ",
    no: "nej",
    moreRecords: (count) => `${count} poster till förklarades inte.`,
    noEvent: "Raden är inget JSON-objekt och hoppades över.",
  },
  coverage: {
    lead: (canFire, rules) => `${canFire} av ${rules} regler kan slå till på loggarna.`,
    why: (noSource, never, waiting) =>
      `${noSource} saknar källa, ${never} saknar fält i sin källa, ${waiting} väntar på värden.`,
    head: ["Källa som saknas", "Regler"],
  },
  hunt: huntSv,
  keeping: {
    logHolds: (entries, isWitnessed) =>
      `Loggen håller: ${entries} poster` +
      (isWitnessed ? ", och den börjar som kontrollpunkten säger." : "."),
    backedUp: ({ to, size, seconds, hasKeys }) =>
      `Säkerhetskopian ligger i ${to} (${size} MB, ${seconds} s).` +
      (hasKeys ? "" : " Nycklarna är inte med: spara mappen keys för sig."),
    exportedForm: ({ form, to, assets, ways }) =>
      `${assets} tillgångar och ${ways} vägar står i ${to} (${form}).`,
    exported: (to) => `Allt är exporterat till ${to}. Där ligger det okrypterat.`,
    restored: (from) => `Allt är återställt från ${from}.`,
    recomputed: (isSame) =>
      isSame
        ? "Mätarna är beräknade på nytt och är desamma, tecken för tecken."
        : "Mätarna är beräknade på nytt och är INTE desamma.",
    notComputed: "Det finns ingen beräkning i den här storleken att jämföra med.",
    disposed: (isDry) => (isDry ? "Detta skulle gallras nu:" : "Detta är gallrat:"),
    kinds: ["råfiler", "avslutade jobb", "inloggningar", "detaljer i loggen"],
    rotated: (values) => `Nyckeln är utbytt och ${values} värden är krypterade på nytt.`,
  },
  doctor: doctorSv,
  explain: {
    fell: (objective, time) => `${objective} föll efter ${time}.`,
    held: (time) => `Inget viktigt föll på ${time}.`,
    draws: (gates, times) => `${gates} skydd och ${times} tider drogs; allt står i --json.`,
    head: ["efter", "steg"],
  },
};
