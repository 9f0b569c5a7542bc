/** The terminal in Swedish. */
import { calculateSv } from "./words-calculate.ts";
import { costsSv } from "./words-costs.ts";
import { doctorSv } from "./words-doctor.ts";
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
  help: `vallgrav: kommunens eget system för cyberförsvar
Börja med vallgrav serve; i terminalen med vallgrav example load och plan --budget 1200000.
  vallgrav serve [--port N] [--host A]        starta servern (annars 127.0.0.1:4600)
  vallgrav serve --organisations MAPP         en server för flera organisationer, var för sig
  vallgrav import FIL … [--mapping FIL] [--json]  läs exporter: samlingar, förteckningar, rapporter
  vallgrav collect ad|entra|hyperv|intune|veeam > samla.ps1  skriptet som samlar in (PowerShell)
  vallgrav collect ad --ldap URL --user NAMN  samla in katalogen direkt, till en fil
  vallgrav example load [--json]              läs den påhittade exempelkommunen
  vallgrav example write --to MAPP [--size small|full] [--seed TEXT]  alla dess filer
  vallgrav status [--json]                    vad som är känt, och varifrån
  vallgrav withdraw INLÄSNING [--json]        ta tillbaka en inläsning, som om den aldrig gjorts
  vallgrav mapping list|forget ID [--json]    vad kolumner betyder enligt er, och glöm det
  vallgrav questions [--json]                 tolv frågor; --json är filen att fylla i
  vallgrav same list|judged [--json]          vad som kan vara samma sak, och vad ni sagt om det
  vallgrav same confirm|deny|undo NYCKEL      samma, inte samma, eller ta tillbaka
  vallgrav findings [show ID | assign ID ÄGARE [DAG] | accept ID DAG SKÄL | reopen ID]
           [--unit ENHET] [--csv]             brister efter vad de betyder för läget, med åtgärd
  vallgrav alerts [--all] | show ID | set ID LÄGE [ANTECKNING]  larm: vad som ligger inom räckhåll
  vallgrav alerts import FIL …                larm från Defender, Sentinel, CSV, mejl från en MDR
  vallgrav alerts graph [set …|forget] | collect  larm hämtade från Microsoft Graph, som bara läses
  vallgrav affected TEXT | -                  vad en varning rör hos er, med brev till ägarna
  vallgrav asset find TEXT | asset show ID    sök bland allt som är känt; allt om en sak
  vallgrav ask list [--json]                  frågor till dem som vet, de viktigaste först
  vallgrav ask new PERSON TILLGÅNG FRÅGA …    en till tre frågor: länk och text att skicka
  vallgrav ask answer KOD SVAR … | ask withdraw KOD  skriv in ett svar, eller ta tillbaka
  vallgrav trust list|settled [--json]        var källorna motsäger varandra, och vad ni valt
  vallgrav trust set TILLGÅNG EGENSKAP KÄLLA  välj vilken källa som gäller; trust undo ångrar
  vallgrav plan --budget KR [--json]          båda mätarna, bästa åtgärderna för pengarna, gapet
      --yearly KR --payer NAMN --hours ROLL=N,…  andra gränser, och vem som betalar sedan
      --objective mean|tail|worst|all|falls|hours|persons|sek  vad det ska bli minst av
      --worlds N [--frequency LÅG-HÖG --source TEXT]  mot andra mål, angripare och världar
      --from ÅÅÅÅ-MM --until ÅÅÅÅ-MM          månader; med --until bara det som hinner bli klart
  vallgrav what-if --with ID,… --without ID,… [--budget KR] [--json]  planen ändrad för hand
  vallgrav costs [--json]                     kostnadsbladet: priser på åtgärder och på skada
  vallgrav costs set ID VÄRDE|once=N,yearly=N,each=N,each-yearly=N [--source TEXT]  utkast
  vallgrav costs set ID operations=H,… | costs leave-out ID  egna timmar; ta ur alla planer
  vallgrav costs show ID | costs set ID many=N,NYCKEL=N  en åtgärd; eget antal och egen verkan
  vallgrav costs add own-ID --like ID --name NAMN [--text TEXT] | costs remove own-ID  egen åtgärd
  vallgrav costs compare VERSION VERSION      vad som skiljer två versioner; 0 är startvärdena
  vallgrav costs restore ID | costs approve --by NAMN [--note TEXT]  ångra; godkänn utkastet
  vallgrav ladder [--json]                    mätarna av varje steg för sig, och av allt
  vallgrav paths [--json]                     de vanligaste vägarna in, och var de möts
  vallgrav explain --run K --sample N [--json]  vad som drogs i ett försök, och hur det gick
  vallgrav calculate FIL [--json]             små fall för hand genom samma motorer
  vallgrav mal compile SPRÅK [--json]         läs ett angreppsspråk: .mal, .mar eller langspec.json
  vallgrav mal graph --lang S --model M [--full] [--json]  angreppsgrafen av en modell
  vallgrav update FIL … [--db MAPP]           läser råd: OSV, CVE, NVD, CSAF, KEV, EUVD, EPSS
  vallgrav match LISTA [--db MAPP] [--json]   vilka kända sårbarheter en programlista har
  vallgrav clear DOMÄN … --by NAMN --until DAG  domäner som är kommunens egna och får granskas
  vallgrav clear list | clear end DOMÄN       vad som får granskas, och sluta med det
  vallgrav check DOMÄN … [--profile P] [--resolver A] [--anchor FIL]  DNS, e-post, webb, TLS utifrån
  vallgrav check DOMÄN … --roas FIL [--routes FIL]  även om vägarna dit är signerade (RPKI)
  vallgrav check --reports FIL|MAPP …         rapporter om e-posten: vad som håller
  vallgrav check --history [DOMÄN …]          tidigare granskningar
  vallgrav account list                       vilka som kan logga in, och i vilket läge de är
  vallgrav account invite|assign NAMN --role R [--unit E]  bjud in; ge roll och enhet
  vallgrav account incident NAMN … | account incident-end  släpp bara in dessa; släpp in alla igen
  vallgrav account break-glass NAMN           ett konto för värsta dagen, för ett kuvert
  vallgrav account activate|lock|unlock|reset|close|drop-factor NAMN  ett steg med ett konto
  vallgrav rules import FIL|ADRESS            andras regler i bruk, som SigmaHQ:s arkiv
  vallgrav rules check SÖKVÄG … [--json]      läs Sigmaregler: filer, mappar, arkiv
  vallgrav rules explain --rules S --rule ID HÄNDELSER  varför en regel slår till eller inte
  vallgrav rules coverage --rules S … [--layer] [LOGG …]  vilka regler som kan slå till på loggarna
  vallgrav hunt --rules S … [--level NIVÅ] [--since DAG] [--remains]
           [--report FIL] [--resume FIL] SÖKVÄG …
      Sigmaregler över loggar, även packade: EVTX, XML, JSON, syslog, auditd, CEF, LEEF
  vallgrav mal simulate --lang S --model M --entry TILLGÅNG:STEG … --goal TILLGÅNG:STEG …
      --samples N --seed TEXT [--threads N] [--json]  hur säkert och snart målen nås
  vallgrav opinions [--json]                  vilka som ska höras före den första inläsningen
  vallgrav opinions draft SLAG                ett färdigt utkast
  vallgrav opinions record SLAG --who NAMN [--reference DNR] [--text TEXT]  för in ett yttrande
  vallgrav opinions not-needed|later SLAG --text SKÄL  behövs inte, eller kommer senare, därför att
  vallgrav committees [--unit NAMN] [--csv]   nämnders och bolags register och klockor
  vallgrav committees wall NAMN committee|company|none [ANNAT NAMN …]  dra en sekretessgräns
  vallgrav releases [--csv]                   vilka som begärt ut vad, och vad som beslutades
  vallgrav releases ask SLAG,… --text TEXT [--who NAMN] [--unit NAMN]  för in en begäran
  vallgrav releases decide ID released|in-part|refused [LAGRUM,…] --by NAMN --text SKÄL
  vallgrav audit verify [--witness FIL]       kontrollera loggen, även mot en kontrollpunkt
  vallgrav audit export | audit checkpoint    loggen som JSON-rader; en signerad kontrollpunkt
  vallgrav backup TILL | restore FRÅN         säkerhetskopia under drift; återställ till en tom mapp
  vallgrav export --all TILL | import --all FRÅN  allt i öppna format
  vallgrav export FORM TILL   model, opengraph, navigator, navigator-ics eller graphml
  vallgrav dispose [--dry-run]                gallra det som är för gammalt
  vallgrav keys rotate                        byt krypteringsnyckel
  vallgrav place [offline|outside|inside|forget NAMN]  var Vallgrav självt och dess kopior ligger
  vallgrav doctor                             gå igenom installationen
  vallgrav help | version

  plan, what-if, paths, ladder och explain tar --threads N, --outer N, --inner N, --seed TEXT.
  mal tar --compat toolbox-2.9: mal-toolbox regler där de skiljer sig.
  collect --ldap tar --password-file FIL, --ca FIL (certifikat att lita på), --to FIL.
  backup och restore tar --passphrase-file FIL, restore även --recompute.
  --json skriver ett enda dokument på standard ut; allt annat går till standard fel.
  Slutkod: 0 gjort, 1 indata vägrades, 2 fel skrivet, 3 fel hos oss.

  VALLGRAV_HOME      mappen där allt ligger (annars ./data)
  VALLGRAV_DATABASE  en PostgreSQL-adress i stället för filen i mappen
  VALLGRAV_KEYS      mappen för nycklarna (annars keys i datamappen)
  VALLGRAV_HOSTS     namn som andra når servern under, med komma emellan
  VALLGRAV_PROXY     1 när en proxy på samma maskin står framför
  VALLGRAV_TLS_CERT, VALLGRAV_TLS_KEY  filer med certifikat och nyckel; self: ett eget
  VALLGRAV_REDIRECT_PORT  port där den som kommer utan https skickas vidare
  VALLGRAV_PLAIN_HTTP  1 om andra datorer får nå servern utan TLS
  VALLGRAV_BREACHED_PASSWORDS  fil med läckta lösenord: se docs/operations
  VALLGRAV_GRAPH_HOSTS    fler maskiner som larm får hämtas från: se docs/operations
  VALLGRAV_WEBHOOK_HOSTS  maskiner som får veta när något har hänt: se docs/operations
  VALLGRAV_OIDC_…    kommunens inloggning (OpenID Connect): se docs/operations
  VALLGRAV_WATCH_…   vägar in för loggar (syslog, RELP, HTTP, filer): se docs/operations
  VALLGRAV_LANG      sv eller en
`,
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
    folder: "Det är en mapp. Ange filerna i den.",
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
  assets: {
    account: "konton",
    backup: "säkerhetskopior",
    "certificate-authority": "certifikatutfärdare",
    "certificate-store": "certifikatlager",
    "certificate-template": "certifikatmallar",
    computer: "datorer",
    container: "behållare",
    domain: "domäner",
    group: "grupper",
    "group-policy": "grupprinciper",
    information: "informationsmängder",
    organisation: "kommunen i stort",
    "organisational-unit": "organisationsenheter",
    person: "personer",
    school: "skolor",
    service: "tjänster",
    software: "programvaror",
    supplier: "leverantörer",
    system: "verksamhetssystem",
    zone: "nätzoner",
  },
  imported: {
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
