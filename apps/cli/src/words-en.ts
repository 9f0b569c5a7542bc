/** The terminal in English. */
import { calculateEn } from "./words-calculate.ts";
import { costsEn } from "./words-costs.ts";
import { doctorEn } from "./words-doctor.ts";
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
  help: `vallgrav: the cyber-defence system that a municipality runs itself
Begin with vallgrav serve; in the terminal with vallgrav example load and plan --budget 1200000.
  vallgrav serve [--port N] [--host A]        start the server (else 127.0.0.1:4600)
  vallgrav serve --organisations FOLDER       one server for several organisations, each apart
  vallgrav import FILE … [--mapping FILE] [--json]  read exports: collections, lists, reports
  vallgrav collect ad|entra|hyperv|intune|veeam > collect.ps1  the script that collects (PowerShell)
  vallgrav collect ad --ldap URL --user NAME  collect the directory itself, into a file
  vallgrav example load [--json]              read the fictional example municipality
  vallgrav example write --to FOLDER [--size small|full] [--seed TEXT]  all its files
  vallgrav status [--json]                    what is known, and from where
  vallgrav withdraw IMPORT [--json]           take an import back, as if it had never been
  vallgrav mapping list|forget ID [--json]    what columns mean, as you said, and forget it
  vallgrav questions [--json]                 twelve questions; --json is the file to fill in
  vallgrav same list|judged [--json]          what may be the same, and what was said of it
  vallgrav same confirm|deny|undo KEY         the same, not the same, or take it back
  vallgrav findings [show ID | assign ID OWNER [DAY] | accept ID DAY REASON | reopen ID]
           [--unit UNIT] [--csv]              findings by what mending moves, with the fix
  vallgrav alerts [--all] | show ID | set ID STATE [NOTE]  alerts: what is within reach
  vallgrav alerts import FILE …               alerts of Defender, Sentinel, CSV, an MDR's mail
  vallgrav alerts graph [set …|forget] | collect  alerts out of Microsoft Graph, which is only read
  vallgrav affected TEXT | -                  what a warning concerns here, with letters to owners
  vallgrav asset find TEXT | asset show ID    search everything known; all of one thing
  vallgrav ask list [--json]                  questions to those who know, what matters most first
  vallgrav ask new PERSON ASSET QUESTION …    one to three questions: a link and a text to send
  vallgrav ask answer CODE ANSWER … | ask withdraw CODE  enter an answer, or take back
  vallgrav trust list|settled [--json]        where sources disagree, and what was chosen
  vallgrav trust set ASSET PROPERTY SOURCE    choose which source rules; trust undo takes it back
  vallgrav plan --budget SEK [--json]         both dials, the best measures for the money, the gap
      --yearly SEK --payer NAME --hours ROLE=N,…  other limits, and who pays afterwards
      --objective mean|tail|worst|all|falls|hours|persons|sek  what to make least of
      --worlds N [--frequency LOW-HIGH --source TEXT]  against other aims, attackers and worlds
      --from YYYY-MM --until YYYY-MM          months; with --until only what is done by then
  vallgrav what-if --with ID,… --without ID,… [--budget SEK] [--json]  the plan changed by hand
  vallgrav costs [--json]                     the cost sheet: prices of measures and of harm
  vallgrav costs set ID VALUE|once=N,yearly=N,each=N,each-yearly=N [--source TEXT]  a draft
  vallgrav costs set ID operations=H,… | costs leave-out ID  own hours; out of all plans
  vallgrav costs show ID | costs set ID many=N,KEY=N  a measure; own number and own effectiveness
  vallgrav costs add own-ID --like ID --name NAME [--text TEXT] | costs remove own-ID  one's own
  vallgrav costs compare VERSION VERSION      what differs between two; 0 is the starting values
  vallgrav costs restore ID | costs approve --by NAME [--note TEXT]  undo; approve the draft
  vallgrav ladder [--json]                    the dials from each rung alone, and from everything
  vallgrav paths [--json]                     the most frequent ways in, and where they meet
  vallgrav explain --run R --sample K [--json]  what one run drew, and how it went
  vallgrav calculate FILE [--json]            small cases by hand, through the same engines
  vallgrav mal compile LANG [--json]          read an attack language: .mal, .mar or langspec.json
  vallgrav mal graph --lang L --model M [--full] [--json]  the attack graph of a model
  vallgrav update FILE … [--db DIR]           read advisories: OSV, CVE, NVD, CSAF, KEV, EUVD, EPSS
  vallgrav match INVENTORY [--db DIR] [--json]  what an inventory has of known weaknesses
  vallgrav clear DOMAIN … --by NAME --until DAY  domains that are your own and may be looked at
  vallgrav clear list | clear end DOMAIN      what may be looked at, and to end it
  vallgrav check DOMAIN … [--profile P] [--resolver A] [--anchor FILE]  DNS, mail, web, TLS outside
  vallgrav check DOMAIN … --roas FILE [--routes FILE]  also whether routes are signed (RPKI)
  vallgrav check --reports FILE|FOLDER …      reports of mail: what holds, and its keys
  vallgrav check --history [DOMAIN …]         earlier looks at domains
  vallgrav account list                       who may sign in, and in which state they are
  vallgrav account invite|assign NAME --role R [--unit U]  invite; give role and unit
  vallgrav account incident NAME … | account incident-end  let in only these; let all in again
  vallgrav account break-glass NAME           an account for the worst day, for an envelope
  vallgrav account activate|lock|unlock|reset|close|drop-factor NAME  a step with an account
  vallgrav rules import FILE|ADDRESS          rules of others put to use, as SigmaHQ's archives
  vallgrav rules check PATH … [--json]        read Sigma rules: files, folders, archives
  vallgrav rules explain --rules PATH --rule ID EVENTS  why a rule fires on events or not
  vallgrav rules coverage --rules P … [--layer] [LOG …]  which rules can fire on the logs
  vallgrav hunt --rules P … [--level LEVEL] [--since DAY] [--remains]
           [--report FILE] [--resume FILE] PATH …
      Sigma rules over logs, packed too: EVTX, XML, JSON, syslog, auditd, CEF, LEEF
  vallgrav mal simulate --lang L --model M --entry ASSET:STEP … --goal ASSET:STEP …
      --samples N --seed TEXT [--threads N] [--json]  how surely and how soon goals are reached
  vallgrav opinions [--json]                  who is to be heard before the first real import
  vallgrav opinions draft KIND                a ready draft (in Swedish)
  vallgrav opinions record KIND --who NAME [--reference REF] [--text TEXT]  record an opinion
  vallgrav opinions not-needed|later KIND --text REASON  not needed, or comes later, because
  vallgrav committees [--unit NAME] [--csv]   registers and clocks of committees and companies
  vallgrav committees wall NAME committee|company|none [OTHER NAME …]  raise a wall of secrecy
  vallgrav releases [--csv]                   who asked for what, and what was decided
  vallgrav releases ask KIND,… --text TEXT [--who NAME] [--unit NAME]  enter a request
  vallgrav releases decide ID released|in-part|refused [GROUND,…] --by NAME --text REASON
  vallgrav audit verify [--witness FILE]      verify the log, also against a checkpoint
  vallgrav audit export | audit checkpoint    the log as JSON lines; a signed checkpoint
  vallgrav backup TO | restore FROM           backup while running; restore into an empty folder
  vallgrav export --all TO | import --all FROM  everything in open formats
  vallgrav export FORM TO     model, opengraph, navigator, navigator-ics or graphml
  vallgrav dispose [--dry-run]                dispose of what is too old
  vallgrav keys rotate                        replace the encryption key
  vallgrav place [offline|outside|inside|forget NAME]  where Vallgrav itself and its copies lie
  vallgrav doctor                             examine the installation
  vallgrav help | version

  plan, what-if, paths, ladder and explain take --threads N, --outer N, --inner N, --seed TEXT.
  mal takes --compat toolbox-2.9: the rules of mal-toolbox where they differ.
  collect --ldap takes --password-file FILE, --ca FILE (certificates to trust), --to FILE.
  backup and restore take --passphrase-file FILE, restore also --recompute.
  --json prints one document on standard output; everything else goes to standard error.
  Exit code: 0 done, 1 input refused, 2 wrong usage, 3 our own failure.

  VALLGRAV_HOME      the folder everything lies in (else ./data)
  VALLGRAV_DATABASE  a PostgreSQL address instead of the file in the folder
  VALLGRAV_KEYS      folder of the keys (else keys in the home)
  VALLGRAV_HOSTS     names under which others reach the server, separated by commas
  VALLGRAV_PROXY     1 when a proxy on the same machine stands in front
  VALLGRAV_TLS_CERT, VALLGRAV_TLS_KEY  files with certificate and key; self: one of our own
  VALLGRAV_REDIRECT_PORT  port where whoever comes without https is sent on
  VALLGRAV_PLAIN_HTTP  1 where other computers may reach the server without TLS
  VALLGRAV_BREACHED_PASSWORDS  a file of leaked passwords: see docs/operations
  VALLGRAV_GRAPH_HOSTS    machines that alerts may be had from besides: see docs/operations
  VALLGRAV_WEBHOOK_HOSTS  machines that may be told when something has happened: see docs/operations
  VALLGRAV_OIDC_…    the municipality's sign-in (OpenID Connect): see docs/operations
  VALLGRAV_WATCH_…   ways in for logs (syslog, RELP, HTTP, files): see docs/operations
  VALLGRAV_LANG      sv or en
`,
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
    folder: "It is a folder. Name the files in it.",
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
  assets: {
    account: "accounts",
    backup: "backups",
    "certificate-authority": "certificate authorities",
    "certificate-store": "certificate stores",
    "certificate-template": "certificate templates",
    computer: "computers",
    container: "containers",
    domain: "domains",
    group: "groups",
    "group-policy": "group policies",
    information: "information sets",
    organisation: "the municipality as a whole",
    "organisational-unit": "organisational units",
    person: "persons",
    school: "schools",
    service: "services",
    software: "software",
    supplier: "suppliers",
    system: "systems",
    zone: "network zones",
  },
  imported: {
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
