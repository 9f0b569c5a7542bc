/** Every word of the interface in English; same shape as the Swedish. */
import { enAffected } from "./affected.ts";
import { enDomains } from "./domains.ts";
import { enFindings } from "./findings.ts";
import { enFirstHelp } from "./first-help.ts";
import { enJudging } from "./judging.ts";
import { enNav } from "./nav.ts";
import { enAsking } from "./asking.ts";
import { enWatch } from "./watch.ts";
import { enAssets } from "./assets.ts";
import { enColumns } from "./columns.ts";
import { enAttackers } from "./attackers.ts";
import { enFirst } from "./first.ts";
import { enCosts } from "./costs.ts";
import { enCoverage } from "./coverage.ts";
import { enAudit } from "./audit.ts";
import { enMap } from "./map.ts";
import { enMeasures } from "./measures.ts";
import { enLadder } from "./ladder.ts";
import { enPlan } from "./plan.ts";
import { enSearched } from "./searched.ts";
import { enPlanTerms } from "./plan-terms.ts";
import { enQuestions } from "./questions.ts";
import { enReality } from "./reality.ts";
import { enYearly } from "./yearly.ts";
import { enStates } from "./en-states.ts";
import { enSteps } from "./steps.ts";
import { enWays } from "./ways.ts";
import { enKnown } from "./en-known.ts";
import { enDuty } from "./duty.ts";
import { enGraph } from "./graph.ts";
import { enOpinions } from "./opinions.ts";
import { enPlace } from "./place.ts";
import { enReleases } from "./releases.ts";
import { enRegisters } from "./registers.ts";
import { enWebhooks } from "./webhooks.ts";
import { enPeople } from "./people.ts";
import { enTokens } from "./tokens.ts";
import type { Words } from "./sv.ts";

/** English. */
export const en: Words = {
  ...enKnown,
  app: {
    name: "Vallgrav",
    menu: "Menu",
    home: "Vallgrav, to Position",
    skip: "Skip to content",
    navigation: "Functions",
    settings: "Settings",
    language: "Language",
    theme: "Appearance",
    themeSystem: "As the computer",
    themeLight: "Light",
    themeDark: "Dark",
    signOut: "Sign out",
    signedInAs: (name) => `Signed in as ${name}`,
    loading: "Loading …",
    title: (page) => `${page} – Vallgrav`,
    notBuilt: "Not built yet",
    notFound: "There is no such page",
    notFoundText: "The address leads nowhere. Nothing was changed.",
    toStart: "To Position",
    close: "Close",
    why: "How this was calculated",
    readerOnly: "Your role may read but not change. Ask an administrator.",
  },
  nav: enNav,
  columns: enColumns,
  judging: enJudging,
  affected: enAffected,
  firstHelp: enFirstHelp,
  findings: enFindings,
  domains: enDomains,
  asking: enAsking,
  watch: enWatch,
  assets: enAssets,
  attackers: enAttackers,
  first: enFirst,
  audit: enAudit,
  duty: enDuty,
  graph: enGraph,
  opinions: enOpinions,
  registers: enRegisters,
  place: enPlace,
  releases: enReleases,
  webhooks: enWebhooks,
  tokens: enTokens,
  people: enPeople,
  questions: enQuestions,
  reality: enReality,
  yearly: enYearly,
  steps: enSteps,
  ladder: enLadder,
  coverage: enCoverage,
  ways: enWays,
  map: enMap,
  plan: enPlan,
  planTerms: enPlanTerms,
  searched: enSearched,
  costs: enCosts,
  account: {
    firstTitle: "Welcome to Vallgrav",
    firstLead:
      "Create the first account. It is kept on this computer only and works without the internet.",
    name: "Name",
    nameHint: "As it should stand in the log: first and last name.",
    password: "Password",
    passwordHint: "At least 12 characters. A sentence is easier to remember than scrambled signs.",
    again: "The password once more",
    create: "Create the account",
    signInTitle: "Sign in",
    signInLead: "Vallgrav shows how hard it is to get in, and how large the damage becomes.",
    signIn: "Sign in",
    needName: "Enter a name.",
    needPassword: "Enter a password.",
    tooShort: (length) => `The password has ${length} characters. It needs at least 12.`,
    unlike: "The two passwords are not the same.",
    wrong: "The name or the password is not right.",
    tooMany: "Too many attempts. Wait a minute and try again.",
    taken: "There is an account already. Sign in instead.",
  },
  start: {
    title: "How would you like to begin?",
    lead: "Vallgrav calculates on your own model, built from files that you can already produce.",
    filesTitle: "Bring your own files",
    filesText: "Directory export, system register and other extracts. Nothing is sent on.",
    filesButton: "Choose files",
    exampleTitle: "Try the example municipality",
    exampleText:
      "An invented municipality with directory and system register. Looks real, but nothing " +
      "is true.",
    exampleButton: "Load the example",
  },
  position: {
    title: "Position",
    attacker: "Attacker",
    print: "Print",
    lead: (runs) =>
      `${runs} attacks played through on your own model. Times are lower bounds: an attacker ` +
      "who makes no mistakes.",
    assumptions: "Assumptions outweigh the arithmetic:",
    unknownLink: "see what we do not know",
    stale: "The facts have changed since this was calculated. A new calculation is on its way.",
    resistance: "Resistance",
    resistanceAsk: "how hard is it to get in?",
    resistanceNote: "Time until the first vital objective falls",
    damage: "Damage",
    damageAsk: "how large does it become?",
    damageNote: "Mean and the worst 5%, per campaign",
    today: "today",
    withMeasures: "with the measures",
    holdsTitle: (days) => `Holds for ${days} days`,
    range: (from, to) => `${from} to ${to}`,
    sometimes: (word) => `sometimes ${word}`,
    outcomesMean:
      "Fell: the attacker reached a vital objective. Blocked: the attacker had nothing more to try. Evicted: " +
      "somebody acted on an alert. Outlasted: the attacker went on but had not the time.",
    outcomesTitle: "How the campaigns ended",
    blind: (today: string, after: string) =>
      "Counted against an attacker who knows where the alarms are. Against one who does not, the " +
      `share of campaigns kept out is ${today} today and ${after} with the measures.`,
    hours: "Hours without a vital service",
    persons: "Persons whose protected data is exposed",
    sek: "SEK by the cost sheet",
    mean: "mean",
    tail: "the worst 5%",
    services: "Vital services",
    allServices: (count) => `Show all ${count} services`,
    service: "Service",
    hoursToday: "Without the service today",
    hoursAfter: "With the measures",
    fellShare: "Share of campaigns that reach it",
    certainty: "How surely we know",
    certaintyWhy:
      "The share of the deciding facts about the municipality that is observed at the " +
      "source, declared by someone, or assumed.",
    wordsBecause: (share) =>
      `Only ${share} of the deciding facts are observed or declared. Under 60% the dials ` +
      "speak in words, not in figures.",
    legend:
      "The bar spans 10 to 90 per cent of the campaigns, the tick is the middle. Thin " +
      "bracket: sampling error, shrinks with more runs. Light band: lack of knowledge, " +
      "shrinks with more facts. Neither says whether the model itself is right: that is tried " +
      "against what has happened to you and to others.",
    notCounted: "What is not counted yet",
    notCountedText:
      "Not counted: attackers other than this one, what ordinary users reach in systems, how long a service " +
      "goes on without a system, and how often attacks come. Assumed: which alarms you have, and that every " +
      "system is shut down at a stop.",
    emptyTitle: "This page will say how hard it is to get in, and how large the damage becomes.",
    emptyLead: "This is what it will look like. The figures below are empty until there are facts.",
    readingTitle: "Reading in the facts.",
    computingTitle: "Calculating on your model.",
    computingLead:
      "It takes some minutes, more for a large municipality. You may leave. The work goes on, and the page is here when you return.",
    endedTitle: "The calculation did not finish.",
    endedLead: "Nothing was lost. Try again; if something stands below, correct it first.",
    cancelledTitle: "The calculation was cancelled.",
    cancelledLead: "Nothing was lost. It starts from the beginning when you say so.",
    refusedTitle: "The facts could not be calculated on.",
    refusedLead: "Nothing was lost. Correct what stands below and import the file again.",
    refusedStill: "Map, search, findings and questions to owners still answer with what is known.",
    toSources: "To the sources",
  },
  headline: {
    start: (attacker) => `If ${attacker} starts today`,
    falls: (start, within) => `${start}, it reaches a vital objective ${within}.`,
    holds: (start, days) =>
      `${start}, it reaches no vital objective within ${days} days in more than half of the cases.`,
    turns: (price, from, to) => `Measures for ${price} turn ${from} into ${to}.`,
    makesHold: (price) =>
      `Measures for ${price} make the municipality hold in more than half of the cases.`,
    same: (price, word) => `Measures for ${price} lengthen the time, but it is still ${word}.`,
    unmoved: (price, remains) =>
      `Measures for ${price} do not move the time, but ${remains} of the damage remains.`,
    unmovedNothing: (price) => `Measures for ${price} change neither the time nor the damage.`,
    cuts: (price, remains) => `With measures for ${price}, ${remains} of the damage remains.`,
    none: "No measure is chosen.",
    withinFigure: (span) => `within about ${span}`,
    withinWord: (word) => `within ${word}`,
  },
  money: {
    title: "What does the money buy?",
    note: "Share of today's damage that remains with the best package found for each budget",
    budget: "Budget",
    remains: (share) => `${share} remains`,
    boundNote:
      "Dashed: proven bound, no package goes under it. The dots are calculated, the line " +
      "joins them.",
    chart: (budget, remains, bound) =>
      `Curve over budgets. At ${budget}, ${remains} of today's damage remains; the proven ` +
      `bound is ${bound}.`,
    table: "The curve as a table",
    columnBudget: "Budget",
    columnCost: "Cost of the package",
    columnRemains: "Remains",
    columnBound: "Proven bound",
    within: (budget, hours) => `${budget} and ${hours} own hours`,
    gapSmall: (budget, runs) =>
      `No other package within ${budget} does noticeably better – on the same assumptions ` +
      `and ${runs} attacks played through.`,
    gapLarge: (share) =>
      `The package gives at least ${share} of the reduction that the money can buy at all, ` +
      "on the same assumptions.",
    gapStopped: (share) =>
      `The search was stopped. The package gives at least ${share} of the possible ` +
      "reduction; a longer search may give more.",
    outOfSample: (share, range) =>
      `On new attacks played through, ${share} remains (uncertainty, 95%: ${range}).`,
    measures: (count) => `The package: ${count}`,
    measureCount: (count, text) => (count === 1 ? "one measure" : `${text} measures`),
    noMeasures: "No measure fits within this budget.",
    byHand: "Choose yourself and see the price",
    total: (cost, hours) => `Together ${cost} and ${hours} hours of own work.`,
    others: "Considered, but not in the package",
    aloneRemains: "Remains with it alone",
    updating: "Fetching the package for that budget …",
  },
  measures: enMeasures,
  next: {
    title: "What to do next",
    contradictions: (count, text) =>
      `${count === 1 ? "One fact has" : `${text} facts have`} sources that contradict one another.`,
    contradictionsLink: "Compare them",
    assumed: (share) => `${share} of the deciding facts are assumed.`,
    assumedLink: "Import more facts",
    choke: "See where the ways in meet.",
    chokeLink: "To the ways in",
  },
  runs: {
    simulated: "Attacks played through",
    simulatedText: (outer, inner) => `${outer} worlds × ${inner} campaigns`,
    planning: "Campaigns when choosing the package",
    evaluation: "Campaigns when testing it anew",
    nodes: "Subproblems and rows",
    seed: "Seed",
    run: "Run",
    model: "Model",
    language: "Attack language",
    times: "Time profile",
    valuations: "Valuations",
    profile: "Attacker profile",
    asOf: "The model as it was known",
    engine: "Engine",
    reproducible: "The same facts and seed give the same figures.",
    heldDays: "Held days, mean",
    interval: (low, high, level) => `${level}: ${low}–${high}`,
    beyond: (days) => `> ${days}`,
    figure: "Figure",
    sampling: "Sampling (95%)",
    knowledge: "Knowledge (80%)",
    median: "Median, days",
    p10: "10% fall within, days",
    p90: "90% fall within, days",
    probabilityHolds: "Holds the whole period",
    tail: "Mean of the worst 5%",
    mean: "Mean",
  },
  sources: {
    title: "Sources",
    pageTitle: "What we know",
    heading: (assets, sources, text) =>
      `We know ${assets} assets from ${sources === 1 ? "one source" : `${text} sources`}.`,
    leadEmpty: "There are no facts yet. Import the first file.",
    dropTitle: "Drop files here",
    dropText:
      "or a whole folder, or choose them. Passwords and personal identity numbers in the files " +
      "are left out of what is read; the files themselves are kept for at most 90 days.",
    dropNothing: "There are no files in what was dropped. Drop files or a folder.",
    choose: "Choose files",
    uploading: "Sending the files …",
    resultTitle: "What was imported",
    file: "File",
    reader: "Reader",
    produced: "Produced",
    unknownDay: "unknown",
    received: "Imported",
    observations: "Observations",
    already: "known already",
    isNew: "new",
    state: "State",
    kind: "Kind",
    declared: "File declares",
    read: "Read",
    distinct: "Distinct",
    rights: (read, distinct, repeats) =>
      `Rights: ${read} read, ${distinct} distinct, ${repeats} repeats.`,
    domains: "Domains",
    modelTitle: "The model",
    count: "Number",
    relations: "Relations",
    vitalServices: "Vital services",
    modelHash: "Identity of the model",
    evidenceTitle: "Imported sources",
    problems: "To look over",
    contradictionsTitle: "Facts that contradict one another",
    contradictionsLead: "The newer and surer fact rules. Nothing was removed.",
    contradictionsSome: (some, all) => `The first ${some} of ${all} are shown.`,
    noContradictions: "No facts contradict one another.",
    asset: "Asset",
    property: "Property",
    values: "Facts, the ruling one first",
  },
  table: {
    copy: "Copy the table",
    copied: (rows, text) =>
      `${rows === 1 ? "One row" : `${text} rows`} copied. Paste into a spreadsheet.`,
    copyTextFailed: "The browser does not copy. Select the text and copy it yourself.",
    copyFailed: "Could not copy. Select the table and copy with the keyboard.",
    empty: "The table is empty.",
    some: (shown, all) => `Showing ${shown} of ${all} rows. The copy has them all.`,
    scroll: (caption) => `${caption}, table`,
  },
  ...enStates,
};
