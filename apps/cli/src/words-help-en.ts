/** What the terminal says of itself, in English: commands under headings, options, variables. */
export const helpEn: string = `vallgrav: the cyber-defence system that a municipality runs itself
Begin with vallgrav serve; in the terminal with vallgrav example load and plan --budget 1200000.

Begin
  vallgrav serve [--port N] [--host A]        start the server (else 127.0.0.1:4600)
  vallgrav serve --organisations FOLDER       one server for several organisations, each apart
  vallgrav example load [--json]              read the fictional example municipality
  vallgrav example write --to FOLDER [--size small|full] [--seed TEXT]  all its files
  vallgrav doctor                             examine the installation

Read in
  vallgrav import FILE|FOLDER … [--mapping FILE] [--list own|next] [--json]  read exports
  vallgrav collect ad|entra|hyperv|intune|veeam > collect.ps1  the script that collects (PowerShell)
  vallgrav collect ad --ldap URL --user NAME  collect the directory itself, into a file
  vallgrav status [--json]                    what is known, and from where
  vallgrav withdraw IMPORT [--json]           take an import back, as if it had never been
  vallgrav mapping list|forget ID [--json]    what columns mean, as you said, and forget it
  vallgrav questions [--json]                 twelve questions; --json is the file to fill in

The position and the plan
  vallgrav plan --budget SEK [--json]         both dials, the best measures for the money, the gap
      --yearly SEK --payer NAME --hours ROLE=N,…  other limits, and who pays afterwards
      --objective mean|tail|worst|all|falls|hours|persons|sek  what to make least of
      --worlds N [--frequency LOW-HIGH --source TEXT]  against other aims, attackers and worlds
      --from YYYY-MM --until YYYY-MM          months; with --until only what is done by then
  vallgrav what-if --with ID,… --without ID,… [--budget SEK] [--json]  the plan changed by hand
  vallgrav paths [--json]                     the most frequent ways in, and where they meet
  vallgrav explain --run R --sample K [--json]  what one run drew, and how it went
  vallgrav ladder [--json]                    the dials from each rung alone, and from everything
  vallgrav costs [--json]                     the cost sheet: prices of measures and of harm
  vallgrav costs set ID VALUE|once=N,yearly=N,each=N,each-yearly=N [--source TEXT]  a draft
  vallgrav costs set ID operations=H,… | costs leave-out ID  own hours; out of all plans
  vallgrav costs show ID | costs set ID many=N,KEY=N  a measure; own number and own effectiveness
  vallgrav costs add own-ID --like ID --name NAME [--text TEXT] | costs remove own-ID  one's own
  vallgrav costs compare VERSION VERSION      what differs between two; 0 is the starting values
  vallgrav costs restore ID | costs approve --by NAME [--note TEXT]  undo; approve the draft

Ask and judge
  vallgrav ask list [--json]                  questions to those who know, what matters most first
  vallgrav ask new PERSON ASSET QUESTION …    one to three questions: a link and a text to send
  vallgrav ask answer CODE ANSWER … | ask withdraw CODE  enter an answer, or take back
  vallgrav asset find TEXT | asset show ID    search everything known; all of one thing
  vallgrav same list|judged [--json]          what may be the same, and what was said of it
  vallgrav same confirm|deny|undo KEY         the same, not the same, or take it back
  vallgrav trust list|settled [--json]        where sources disagree, and what was chosen
  vallgrav trust set ASSET PROPERTY SOURCE    choose which source rules; trust undo takes it back

Findings, alerts and logs
  vallgrav findings [show ID | assign ID OWNER [DAY] | accept ID DAY REASON | reopen ID]
           [--unit UNIT] [--csv]              findings by what mending moves, with the fix
  vallgrav affected TEXT | -                  what a warning concerns here, with letters to owners
  vallgrav alerts [--all] | show ID | set ID STATE [NOTE]  alerts: what is within reach
  vallgrav alerts import FILE …               alerts of Defender, Sentinel, CSV, an MDR's mail
  vallgrav alerts graph [set …|forget] | alerts collect  alerts of Microsoft Graph, only read
  vallgrav rules import FILE|ADDRESS          rules of others put to use, as SigmaHQ's archives
  vallgrav rules check PATH … [--json]        read Sigma rules: files, folders, archives
  vallgrav rules explain --rules PATH --rule ID EVENTS  why a rule fires on events or not
  vallgrav rules coverage --rules P … [--layer] [LOG …]  which rules can fire on the logs
  vallgrav hunt --rules P … [--level LEVEL] [--since DAY] [--remains]
           [--report FILE] [--resume FILE] PATH …
      Sigma rules over logs, packed too: EVTX, XML, JSON, syslog, auditd, CEF, LEEF
  vallgrav update FILE … [--db DIR]           read advisories: OSV, CVE, NVD, CSAF, KEV, EUVD, EPSS
  vallgrav match INVENTORY [--db DIR] [--json]  what an inventory has of known weaknesses

Domains, seen from outside
  vallgrav clear DOMAIN … --by NAME --until DAY  domains that are your own and may be looked at
  vallgrav clear list | clear end DOMAIN      what may be looked at, and to end it
  vallgrav check DOMAIN … [--profile P] [--resolver A] [--anchor FILE]  DNS, mail, web, TLS outside
  vallgrav check DOMAIN … --roas FILE [--routes FILE]  also whether routes are signed (RPKI)
  vallgrav check --reports FILE|FOLDER …      reports of mail: what holds, and its keys
  vallgrav check --history [DOMAIN …]         earlier looks at domains

Govern
  vallgrav account list                       who may sign in, and in which state they are
  vallgrav account invite|assign NAME --role R [--unit U]  invite; give role and unit
  vallgrav account incident NAME … | account incident-end  let in only these; let all in again
  vallgrav account break-glass NAME           an account for the worst day, for an envelope
  vallgrav account activate|lock|unlock|reset|close|drop-factor NAME  a step with an account
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

Keep
  vallgrav backup TO | restore FROM           backup while running; restore into an empty folder
  vallgrav export --all TO | import --all FROM  everything in open formats
  vallgrav export FORM TO     model, opengraph, navigator, navigator-ics or graphml
  vallgrav dispose [--dry-run]                dispose of what is too old
  vallgrav keys rotate                        replace the encryption key
  vallgrav place [offline|outside|inside|forget NAME]  where Vallgrav itself and its copies lie

The engines alone
  vallgrav calculate FILE [--json]            small cases by hand, through the same engines
  vallgrav mal compile LANG [--json]          read an attack language: .mal, .mar or langspec.json
  vallgrav mal graph --lang L --model M [--full] [--json]  the attack graph of a model
  vallgrav mal simulate --lang L --model M --entry ASSET:STEP … --goal ASSET:STEP …
      --samples N --seed TEXT [--threads N] [--json]  how surely and how soon goals are reached

  vallgrav help [COMMAND] | version           all of this, or of one command alone

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

About one command alone: vallgrav help plan. The first time: vallgrav serve.
`;
