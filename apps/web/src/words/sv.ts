/** Every word of the interface in Swedish, the first language. Its shape is law for the others. */
import { svAffected } from "./affected.ts";
import { svAsking } from "./asking.ts";
import { svWatch } from "./watch.ts";
import { svAssets } from "./assets.ts";
import { svColumns } from "./columns.ts";
import { svAttackers } from "./attackers.ts";
import { svFirst } from "./first.ts";
import { svCosts } from "./costs.ts";
import { svCoverage } from "./coverage.ts";
import { svAudit } from "./audit.ts";
import { svDomains } from "./domains.ts";
import { svFindings } from "./findings.ts";
import { svFirstHelp } from "./first-help.ts";
import { svJudging } from "./judging.ts";
import { svMap } from "./map.ts";
import { svMeasures } from "./measures.ts";
import { svLadder } from "./ladder.ts";
import { svNav } from "./nav.ts";
import { svPlan } from "./plan.ts";
import { svSearched } from "./searched.ts";
import { svPlanTerms } from "./plan-terms.ts";
import { svQuestions } from "./questions.ts";
import { svReality } from "./reality.ts";
import { svYearly } from "./yearly.ts";
import { svStates } from "./sv-states.ts";
import { svSteps } from "./steps.ts";
import { svWays } from "./ways.ts";
import { svKnown } from "./sv-known.ts";
import { svDuty } from "./duty.ts";
import { svGraph } from "./graph.ts";
import { svOpinions } from "./opinions.ts";
import { svPlace } from "./place.ts";
import { svReleases } from "./releases.ts";
import { svRegisters } from "./registers.ts";
import { svWebhooks } from "./webhooks.ts";
import { svPeople } from "./people.ts";
import { svTokens } from "./tokens.ts";

/** Swedish. Functions take what stands in the sentence, already formatted. */
export const sv = {
  ...svKnown,
  app: {
    name: "Vallgrav",
    menu: "Meny",
    home: "Vallgrav, till Läge",
    skip: "Hoppa till innehållet",
    navigation: "Funktioner",
    settings: "Inställningar",
    language: "Språk",
    theme: "Utseende",
    themeSystem: "Som datorn",
    themeLight: "Ljust",
    themeDark: "Mörkt",
    signOut: "Logga ut",
    signedInAs: (name: string) => `Inloggad som ${name}`,
    loading: "Hämtar …",
    title: (page: string) => `${page} – Vallgrav`,
    notBuilt: "Inte byggt än",
    notFound: "Sidan finns inte",
    notFoundText: "Adressen leder ingenstans. Inget har ändrats.",
    toStart: "Till Läge",
    close: "Stäng",
    why: "Så räknades det",
    readerOnly: "Din roll får läsa men inte ändra. Be en administratör.",
  },
  nav: svNav,
  columns: svColumns,
  judging: svJudging,
  affected: svAffected,
  firstHelp: svFirstHelp,
  findings: svFindings,
  domains: svDomains,
  asking: svAsking,
  watch: svWatch,
  assets: svAssets,
  attackers: svAttackers,
  first: svFirst,
  audit: svAudit,
  duty: svDuty,
  graph: svGraph,
  opinions: svOpinions,
  registers: svRegisters,
  place: svPlace,
  releases: svReleases,
  webhooks: svWebhooks,
  tokens: svTokens,
  people: svPeople,
  questions: svQuestions,
  reality: svReality,
  yearly: svYearly,
  steps: svSteps,
  ladder: svLadder,
  coverage: svCoverage,
  ways: svWays,
  map: svMap,
  plan: svPlan,
  planTerms: svPlanTerms,
  searched: svSearched,
  costs: svCosts,
  account: {
    firstTitle: "Välkommen till Vallgrav",
    firstLead:
      "Skapa det första kontot. Det sparas bara på den här datorn och fungerar utan internet.",
    name: "Namn",
    nameHint: "Så som det ska stå i loggen: för- och efternamn.",
    password: "Lösenord",
    passwordHint: "Minst 12 tecken. En mening är lättare att minnas än tecken i oordning.",
    again: "Lösenordet en gång till",
    create: "Skapa kontot",
    signInTitle: "Logga in",
    signInLead: "Vallgrav visar hur svårt det är att ta sig in, och hur stor skadan blir.",
    signIn: "Logga in",
    needName: "Skriv ett namn.",
    needPassword: "Skriv ett lösenord.",
    tooShort: (length: string) => `Lösenordet har ${length} tecken. Det ska ha minst 12.`,
    unlike: "De två lösenorden är inte lika.",
    wrong: "Namnet eller lösenordet stämmer inte.",
    tooMany: "För många försök. Vänta en minut och försök igen.",
    taken: "Det finns redan ett konto. Logga in i stället.",
  },
  start: {
    title: "Hur vill du börja?",
    lead: "Vallgrav räknar på er egen modell. Den byggs av filer som ni redan kan ta fram.",
    filesTitle: "Läs in era egna filer",
    filesText: "Katalogexport, systemförteckning och andra utdrag. Inget skickas vidare.",
    filesButton: "Välj filer",
    exampleTitle: "Prova exempelkommunen",
    exampleText:
      "En påhittad kommun med katalog och systemförteckning. Ser ut som på riktigt, men " +
      "inget är sant.",
    exampleButton: "Läs in exemplet",
  },
  position: {
    title: "Läge",
    attacker: "Angripare",
    print: "Skriv ut",
    lead: (runs: string) =>
      `${runs} genomspelade angrepp på er egen modell. Tiderna är undre gränser: en ` +
      "angripare som inte gör misstag.",
    assumptions: "Antaganden väger tyngre än räknefelet:",
    unknownLink: "se vad vi inte vet",
    stale: "Underlaget har ändrats sedan detta räknades. En ny räkning är på väg.",
    resistance: "Motstånd",
    resistanceAsk: "hur svårt är det att ta sig in?",
    resistanceNote: "Tid tills första samhällsviktiga målet faller",
    damage: "Skada",
    damageAsk: "hur stor blir den?",
    damageNote: "Medel och de 5\u00A0% värsta, per angreppsförsök",
    today: "i dag",
    withMeasures: "med åtgärderna",
    holdsTitle: (days: string) => `Håller emot i ${days} dagar`,
    range: (from: string, to: string) => `${from} till ${to}`,
    sometimes: (word: string) => `ibland ${word}`,
    outcomesTitle: "Så slutade försöken",
    outcomesMean:
      "Föll: angriparen nådde ett samhällsviktigt mål. Stoppades: angriparen hade inget mer att pröva. Kastades " +
      "ut: någon agerade på ett larm. Höll ut: angriparen höll på men hann inte.",
    blind: (today: string, after: string) =>
      "Räknat mot en angripare som vet var larmen sitter. Mot en som inte vet är andelen försök " +
      `som hålls ute ${today} i dag och ${after} med åtgärderna.`,
    hours: "Timmar utan samhällsviktig tjänst",
    persons: "Personer vars skyddade uppgifter röjs",
    sek: "Kronor enligt kostnadsbladet",
    mean: "medel",
    tail: "de 5\u00A0% värsta",
    services: "Samhällsviktiga tjänster",
    allServices: (count: string) => `Visa alla ${count} tjänster`,
    service: "Tjänst",
    hoursToday: "Utan den i dag",
    hoursAfter: "Med åtgärderna",
    fellShare: "Andel försök som når dit",
    certainty: "Så säkert vet vi",
    certaintyWhy:
      "Andelen av de avgörande uppgifterna om kommunen som är sedda i källan, uppgivna av " +
      "någon, eller antagna.",
    wordsBecause: (share: string) =>
      `Bara ${share} av de avgörande uppgifterna är sedda eller uppgivna. Under 60\u00A0% ` +
      "talar mätarna i ord, inte i siffror.",
    legend:
      "Stapeln går från 10 till 90 procent av försöken, strecket är mitten. Tunn klammer: " +
      "räknefel, krymper med fler försök. Ljust band: kunskapslucka, krymper med fler fakta. " +
      "Ingetdera säger om modellen själv är rätt: det prövas mot det som hänt hos er och hos andra.",
    notCounted: "Vad som ännu inte räknas",
    notCountedText:
      "I mätarna räknas inte: andra angripare än den här, vad vanliga användare kommer åt i systemen, hur länge " +
      "en tjänst klarar sig utan ett system, och hur ofta angrepp kommer. Antaget: vilka larm ni har, och " +
      "att alla verksamhetssystem stängs av vid ett stopp.",
    emptyTitle: "Här ska det stå hur svårt det är att ta sig in hos er, och hur stor skadan blir.",
    emptyLead: "Så kommer sidan att se ut. Figurerna nedan är tomma tills det finns underlag.",
    readingTitle: "Läser in underlaget.",
    computingTitle: "Räknar på er modell.",
    computingLead:
      "Det tar några minuter, mer för en stor kommun. Du kan lämna sidan. Arbetet fortsätter, och sidan " +
      "står här när du kommer åter.",
    endedTitle: "Räkningen blev inte klar.",
    endedLead: "Inget har gått förlorat. Försök igen; står det något nedan, rätta det först.",
    cancelledTitle: "Räkningen är avbruten.",
    cancelledLead: "Inget har gått förlorat. Den börjar om från början när du säger till.",
    refusedTitle: "Det gick inte att räkna på underlaget.",
    refusedLead: "Inget har gått förlorat. Rätta det som står nedan och läs in filen på nytt.",
    refusedStill: "Karta, sök, brister och frågor till ägarna svarar ändå på det som är känt.",
    toSources: "Till underlaget",
  },
  headline: {
    start: (attacker: string) => `Om ${attacker} börjar i dag`,
    falls: (start: string, within: string) => `${start} når den ett samhällsviktigt mål ${within}.`,
    holds: (start: string, days: string) =>
      `${start} når den inget samhällsviktigt mål inom ${days} dagar i mer än hälften av fallen.`,
    turns: (price: string, from: string, to: string) =>
      `Åtgärder för ${price} gör ${from} till ${to}.`,
    makesHold: (price: string) =>
      `Åtgärder för ${price} gör att kommunen håller emot i mer än hälften av fallen.`,
    same: (price: string, word: string) =>
      `Åtgärder för ${price} förlänger tiden, men det rör sig fortfarande om ${word}.`,
    unmoved: (price: string, remains: string) =>
      `Åtgärder för ${price} flyttar inte tiden, men ${remains} av skadan återstår.`,
    unmovedNothing: (price: string) => `Åtgärder för ${price} ändrar varken tiden eller skadan.`,
    cuts: (price: string, remains: string) =>
      `Med åtgärder för ${price} återstår ${remains} av skadan.`,
    none: "Ingen åtgärd är vald.",
    withinFigure: (span: string) => `inom ungefär ${span}`,
    withinWord: (word: string) => `inom några ${word}`,
  },
  money: {
    title: "Vad köper pengarna?",
    note: "Andel av dagens skada som återstår med bästa funna paket för varje budget",
    budget: "Budget",
    remains: (share: string) => `${share} återstår`,
    boundNote:
      "Streckad: bevisad gräns, inget paket når under den. Punkterna är räknade, linjen " +
      "binder ihop dem.",
    chart: (budget: string, remains: string, bound: string) =>
      `Kurva över budgetar. Vid ${budget} återstår ${remains} av dagens skada; den bevisade ` +
      `gränsen är ${bound}.`,
    table: "Kurvan som tabell",
    columnBudget: "Budget",
    columnCost: "Paketets kostnad",
    columnRemains: "Återstår",
    columnBound: "Bevisad gräns",
    within: (budget: string, hours: string) => `${budget} och ${hours} egna timmar`,
    gapSmall: (budget: string, runs: string) =>
      `Inget annat paket inom ${budget} minskar skadan nämnvärt mer – räknat på samma ` +
      `antaganden och ${runs} genomspelade angrepp.`,
    gapLarge: (share: string) =>
      `Paketet ger minst ${share} av den minskning som över huvud taget går att få för ` +
      "pengarna, räknat på samma antaganden.",
    gapStopped: (share: string) =>
      `Sökningen avbröts. Paketet ger minst ${share} av möjlig minskning; längre sökning kan ` +
      "ge mer.",
    outOfSample: (share: string, range: string) =>
      `På nya genomspelade angrepp återstår ${share} (osäkerhet, 95\u00A0%: ${range}).`,
    measures: (count: string) => `Paketet: ${count}`,
    measureCount: (count: number, text: string) => (count === 1 ? "en åtgärd" : `${text} åtgärder`),
    noMeasures: "Vid den här budgeten ryms ingen åtgärd.",
    byHand: "Välj själv och se priset",
    total: (cost: string, hours: string) => `Tillsammans ${cost} och ${hours} egna timmar.`,
    others: "Övervägt, men inte med i paketet",
    aloneRemains: "Återstår med bara den",
    updating: "Hämtar paketet för den budgeten …",
  },
  measures: svMeasures,
  next: {
    title: "Att göra härnäst",
    contradictions: (count: number, text: string) =>
      `${count === 1 ? "En uppgift" : `${text} uppgifter`} har källor som säger emot varandra.`,
    contradictionsLink: "Jämför dem",
    assumed: (share: string) => `${share} av de avgörande uppgifterna är antagna.`,
    assumedLink: "Läs in mer underlag",
    choke: "Se var vägarna in möts.",
    chokeLink: "Till vägarna in",
  },
  runs: {
    simulated: "Genomspelade angrepp",
    simulatedText: (outer: string, inner: string) => `${outer} världar × ${inner} försök`,
    planning: "Försök när paketet valdes",
    evaluation: "Försök när det prövades på nytt",
    nodes: "Delproblem och villkor",
    seed: "Frö",
    run: "Körning",
    model: "Modell",
    language: "Angreppsspråk",
    times: "Tidsprofil",
    valuations: "Värderingar",
    profile: "Angriparprofil",
    asOf: "Modellen så som den var känd",
    engine: "Motor",
    reproducible: "Samma underlag och frö ger samma siffror.",
    heldDays: "Hållna dagar i medel",
    interval: (low: string, high: string, level: string) => `${level}: ${low}–${high}`,
    beyond: (days: string) => `> ${days}`,
    figure: "Mått",
    sampling: "Räknefel (95\u00A0%)",
    knowledge: "Kunskap (80\u00A0%)",
    median: "Mittpunkt, dagar",
    p10: "10\u00A0% faller inom, dagar",
    p90: "90\u00A0% faller inom, dagar",
    probabilityHolds: "Håller hela perioden",
    tail: "Medel av de 5\u00A0% värsta",
    mean: "Medel",
  },
  sources: {
    title: "Underlag",
    pageTitle: "Vad vi vet",
    heading: (assets: string, sources: number, text: string) =>
      `Vi känner ${assets} ting ur ${sources === 1 ? "en källa" : `${text} källor`}.`,
    leadEmpty: "Ännu finns inget underlag. Läs in den första filen.",
    dropTitle: "Dra filer hit",
    dropText:
      "eller en hel mapp, eller välj dem. Lösenord och personnummer i filerna tas inte med i " +
      "underlaget; filerna själva sparas i högst 90 dagar.",
    dropNothing: "Det som släpptes innehåller inga filer. Dra filer eller en mapp.",
    choose: "Välj filer",
    uploading: "Skickar filerna …",
    resultTitle: "Det som lästes in",
    file: "Fil",
    reader: "Läsare",
    produced: "Framställd",
    unknownDay: "okänt",
    received: "Inläst",
    observations: "Uppgifter",
    already: "fanns redan",
    isNew: "ny",
    state: "Status",
    kind: "Slag",
    declared: "Filen uppger",
    read: "Lästa",
    distinct: "Skilda",
    rights: (read: string, distinct: string, repeats: string) =>
      `Rättigheter: ${read} lästa, ${distinct} skilda, ${repeats} upprepade.`,
    domains: "Domäner",
    modelTitle: "Modellen",
    count: "Antal",
    relations: "Samband",
    vitalServices: "Samhällsviktiga tjänster",
    modelHash: "Modellens kännetecken",
    evidenceTitle: "Inlästa källor",
    problems: "Att se över",
    contradictionsTitle: "Uppgifter som säger emot varandra",
    contradictionsLead: "Den nyare och säkrare uppgiften gäller. Inget har tagits bort.",
    contradictionsSome: (some: string, all: string) => `De första ${some} av ${all} visas.`,
    noContradictions: "Inga uppgifter säger emot varandra.",
    asset: "Ting",
    property: "Egenskap",
    values: "Uppgifter, den gällande först",
  },
  table: {
    copy: "Kopiera tabellen",
    copied: (rows: number, text: string) =>
      `${rows === 1 ? "En rad kopierad" : `${text} rader kopierade`}. Klistra in i ett kalkylblad.`,
    copyTextFailed: "Webbläsaren vill inte kopiera. Markera texten och kopiera själv.",
    copyFailed: "Det gick inte att kopiera. Markera tabellen och kopiera med tangentbordet.",
    empty: "Tabellen är tom.",
    some: (shown: string, all: string) => `Visar ${shown} av ${all} rader. Kopian får med alla.`,
    scroll: (caption: string) => `${caption}, tabell`,
  },
  ...svStates,
};

/** Functions keep their arguments, texts are texts: what every other language must answer. */
type Shape<T> = T extends (...args: infer A) => string
  ? (...args: A) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Shape<T[K]> };

/** All words of the interface; a missing one does not compile. */
export type Words = Shape<typeof sv>;
