/** The terminal in English. */
import { assetKindWords } from "@vallgrav/knowledge/names";
import { calculateEn } from "./words-calculate.ts";
import { costsEn } from "./words-costs.ts";
import { doctorEn } from "./words-doctor.ts";
import { helpEn } from "./words-help-en.ts";
import { hygieneEn } from "./words-hygiene.ts";
import { alertsEn } from "./words-alerts.ts";
import { graphEn } from "./words-graph.ts";
import { rulesImportEn } from "./words-rules-import.ts";
import { findingsEn } from "./words-findings.ts";
import { huntEn } from "./words-hunt.ts";
import { knowingEn } from "./words-knowing.ts";
import { planTermsEn } from "./words-plan-terms.ts";
import { surveyEn } from "./words-survey.ts";
import { committeesEn } from "./words-committees.ts";
import { placeEn } from "./words-place.ts";
import { releasesEn } from "./words-releases.ts";
import { opinionsEn } from "./words-opinions.ts";
import type { UsageWords, Words } from "./words.ts";

const usage: UsageWords = {
  "unknown-verb": (p) => `there is no command ${p.verb}`,
  "unknown-option": (p) => `there is no option ${p.option} here`,
  "needs-value": (p) => `--${p.option} needs a value`,
  "takes-no-value": (p) => `--${p.option} takes no value`,
  "not-whole": (p) => `--${p.option} takes a whole number from ${p.low} to ${p.high}`,
  missing: (p) => `${p.verb} needs ${p.options.map((name) => `--${name}`).join(" and ")}`,
  "no-files": () => "import needs one or more files",
  "say-mal": () => "say: mal compile, mal graph or mal simulate; see vallgrav help",
  "bad-compat": (p) => `--compat can only be toolbox-2.9, not ${p.compat}`,
  "bad-value": (p) => `--${p.option} cannot be ${p.value}`,
  say: (p) => `say: ${p.how.join(" or ")}`,
  "too-much": (p) => `the word ${p.word} is one too many`,
};

/** English. */
export const en: Words = {
  help: helpEn,
  usage,
  seeHelp: "See: vallgrav help",
  failed: "Something went wrong on our side. Reference in the log above:",
  running: (address) => `Vallgrav runs at ${address}. End it with Ctrl+C.`,
  stopping: "Stopping; work under way is resumed at the next start.",
  severity: { error: "error", warning: "warning", notice: "notice" },
  state: {
    waiting: "waiting",
    running: "running",
    done: "done",
    failed: "refused",
    cancelled: "cancelled",
  },
  work: {
    import: "reading",
    withdraw: "withdrawing",
    plan: "computing",
    "what-if": "computing a choice",
    domains: "looking at domains",
    alerts: "collecting alerts",
    survey: "surveying a plan",
    example: "reading the example",
    dials: "computing the dials",
  },
  unreadable: {
    missing: "There is no such file.",
    folder: "The folder has no files to read.",
    forbidden: "Whoever runs the command may not read the file.",
    "no-mapping":
      "The file is no mapping of columns. Start from one of vallgrav import --json, under tables.",
    other: "The file could not be read.",
  },
  noSuchRun: "There is no such run or sample. The run is named in vallgrav plan --json.",
  cancelled: "Cancelled; nothing was changed.",
  exists: "That file exists already. Give another with --to, or move it.",
  times: {
    hours: "hours",
    days: "days",
    weeks: "weeks",
    months: "months",
    holds: "holds",
  },
  assets: assetKindWords.en,
  imported: {
    moreFiles: (count, taken) =>
      `${count} further files of the folder were not read: ${taken} of a folder are taken ` +
      "at a time. Split the folder, or name the other files.",
    lists:
      "If that is wrong of a list: vallgrav import --list own FILE (another list) or " +
      "--list next FILE (a newer edition).",
    head: ["kind", "declared", "read", "distinct"],
    rights: "rights",
    repeats: (count) => `${count} repeated`,
    files: (count, already) => `${count} files, ${already} of them known before`,
    domains: "domains",
  },
  withdrawn: (files) =>
    `Withdrawn, as if it had never been read: ${files}. The files themselves are disposed of ` +
    "within an hour while the server runs, or by vallgrav dispose.",
  exampleWritten: ({ to, files, megabytes, truth }) =>
    `${files} files (${megabytes} MB) were written to ${to}. What is truly what: ${truth}.`,
  collect: {
    password: (user) => `Password of ${user}: `,
    progress: (entries) => `fetching: ${entries} objects`,
    written: (entries, to) =>
      `${entries} objects were written to ${to}. The file shows ways into the directory: import ` +
      "it, then remove it.",
    goOn: (to) =>
      `What was fetched is kept. The same command with --to ${to} within a day goes on from there.`,
  },
  status: {
    empty: "Nothing has been read yet. Begin with: vallgrav example load",
    relations: "relations",
    contradictions: "contradictions",
    evidence: ["source", "produced", "observations", "import"],
    model: "model",
  },
  questions: {
    yes: "yes",
    no: "no",
    unanswered: "not answered",
    how:
      "To answer: vallgrav questions --json > answers.json, fill in numbers, true or false (null " +
      "is don't know), then vallgrav import answers.json.",
  },
  plan: {
    lead: (budget, cost) => `For ${budget} a package that costs ${cost} is proposed.`,
    nothing: "No measure fits the budget.",
    gapSmall: (budget, runs) =>
      `No other package within ${budget} does noticeably better – on the same assumptions ` +
      `and ${runs} attacks played through.`,
    gapLarge: (share) =>
      `The package gives at least ${share} of the reduction that the money can buy at all, ` +
      "on the same assumptions.",
    gapStopped: (share) =>
      `The search was stopped. The package gives at least ${share} of the possible ` +
      "reduction; a longer search may give more.",
    among: (count) => `What is said of other packages holds among the ${count} measures planned.`,
    tail: "The plan leaves least of the worst tenth of the runs, and the shares above are of that.",
    yearly: (amount, most) => `It costs ${amount} a year, of ${most} at most.`,
    roleHours: (role, hours, most) => `${role}: ${hours} hours, of ${most} at most.`,
    always: "Assumptions weigh more than the arithmetic.",
    typical: {
      directory: "No directory has been read: accounts, computers and rights are assumed.",
      services: "No system register has been read: services and systems are assumed.",
    },
    inWords: "Too little is observed or declared for figures; the dials speak in words.",
    dials: ["", "today", "after"],
    median: "time until something vital falls (median)",
    holds: (horizon) => `holds for ${horizon} days`,
    hours: "hours without vital services",
    persons: "persons whose data is exposed",
    money: "cost",
    measures: ["cost", "hours", "does", "measure"],
    calendar: ["begins", "done", "measure"],
    late: (measure, until) => `Not done by the end of ${until}: ${measure}.`,
    assumption: "assumption",
    unchecked: "not checked against its source",
    beyond: (days) => `more than ${days} days`,
    runs: (before, after) => `Runs: ${before} (today), ${after} (after).`,
  },
  planTerms: planTermsEn,
  survey: surveyEn,
  whatIf: {
    lead: (budget) => `The plan for ${budget}, changed by hand, on the same runs.`,
    added: (id) => `With ${id}.`,
    removed: (id) => `Without ${id}.`,
    columns: ["", "today", "the plan", "by hand"],
    cost: "price",
    hours: "own hours",
    remains: "share of today's damage that remains (95 %)",
  },
  calculate: calculateEn,
  costs: costsEn,
  paths: {
    lead: (fell, runs) => `Something vital fell in ${fell} of ${runs} runs.`,
    none: "No ways in were found.",
    chokePoints: "Where the ways meet:",
    rights: "Rights that the ways go over, and that can be taken away:",
  },
  mal: {
    compiled: (name, version) => `${name} ${version} compiles.`,
    counts: ["types", "associations", "steps"],
    graph: ["assets", "links", "nodes", "edges"],
    simulated: ["goal", "reached", "probability", "10 %", "median", "90 %", "mean"],
    noSuchStep: {
      missing: (node) => `The graph has no step ${node}. Write ASSET:STEP.`,
      several: (node) => `Several assets have that name: ${node}. Write the asset's id.`,
      gate: (node) => `${node} is no step but a defence or a condition. Choose a step.`,
    },
  },
  advisories: {
    updated: (advisories, generation) =>
      `There are ${advisories} advisories now (state ${generation}).`,
    head: ["file", "records", "changed", "left out"],
    lead: (affected, components) =>
      `${affected} findings in ${components} components with known weaknesses.`,
    unknown: (count) => `${count} more cannot be told either way; see --json for why.`,
    notExamined: (count) =>
      `${count} components could not be held against anything. That does not make them safe.`,
    age: (day) => `The advisories are of ${day}.`,
    matches: ["advisory", "component", "version", "mended in", "exploited"],
    exploited: "yes",
  },
  accounts: {
    incident: (names) => `Incident: only ${names} and accounts for the worst day are let in.`,
    incidentOver: "The incident is over: everybody is let in again.",
    head: ["name", "role", "unit", "state"],
    states: {
      invited: "invited",
      confirmed: "waits to be let in",
      active: "open",
      locked: "locked",
      closed: "closed",
    },
    envelope: (name, password) =>
      `Account for the worst day: ${name}\nPassword, only now: ${password}\nLock it away.`,
    link: (name, link, until) =>
      `Link for ${name}: once, until ${until} UTC. Put the server's address before it:\n${link}`,
  },
  knowing: knowingEn,
  hygiene: hygieneEn,
  place: placeEn,
  releases: releasesEn,
  opinions: opinionsEn,
  committees: committeesEn,
  findings: findingsEn,
  alerts: alertsEn,
  graph: graphEn,
  rulesImport: rulesImportEn,
  rules: {
    counted: (files, rules, correlations) =>
      `${files} files, ${rules} rules, ${correlations} correlations.`,
    waits: (title, needs) => `Waits for values of ${needs}: ${title}`,
    source: (source, isTried) =>
      `For events of: ${source}` +
      (isTried ? "" : " (whether the event is one is not examined here)"),
    event: (line, holds) => `line ${line}: the rule ${holds ? "fires" : "does not fire"}`,
    yes: "yes",
    no: "no ",
    moreRecords: (count) => `${count} further records were not explained.`,
    noEvent: "The line is no JSON object and was passed over.",
  },
  coverage: {
    lead: (canFire, rules) => `${canFire} of ${rules} rules can fire on the logs.`,
    why: (noSource, never, waiting) =>
      `${noSource} have no source, ${never} lack fields in theirs, ${waiting} wait for values.`,
    head: ["Source that is missing", "Rules"],
  },
  hunt: huntEn,
  keeping: {
    logHolds: (entries, isWitnessed) =>
      `The log holds: ${entries} entries` +
      (isWitnessed ? ", and it begins as the checkpoint says." : "."),
    backedUp: ({ to, size, seconds, hasKeys }) =>
      `The backup is in ${to} (${size} MB, ${seconds} s).` +
      (hasKeys ? "" : " The keys are not in it: keep the folder keys elsewhere."),
    exportedForm: ({ form, to, assets, ways }) =>
      `${assets} assets and ${ways} ways stand in ${to} (${form}).`,
    exported: (to) => `Everything is exported to ${to}. It is not encrypted there.`,
    restored: (from) => `Everything is restored from ${from}.`,
    recomputed: (isSame) =>
      isSame
        ? "The dials were computed again and are the same, character by character."
        : "The dials were computed again and are NOT the same.",
    notComputed: "There is no computation of this size to compare with.",
    disposed: (isDry) => (isDry ? "This would be disposed of now:" : "This is disposed of:"),
    kinds: ["raw files", "ended jobs", "sessions", "details of the log"],
    rotated: (values) => `The key is replaced, and ${values} values are encrypted anew.`,
  },
  doctor: doctorEn,
  explain: {
    fell: (objective, time) => `${objective} fell after ${time}.`,
    held: (time) => `Nothing vital fell in ${time}.`,
    draws: (gates, times) => `${gates} protections and ${times} times were drawn; see --json.`,
    head: ["after", "step"],
  },
};
