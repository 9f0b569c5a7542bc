/** The words of what to do first in an incident, and of pages whose rooms are not whole yet. */

/** Swedish; its shape is law for the other. */
export const svFirstHelp = {
  heading: "Händer det något just nu? Börja här.",
  lead:
    "För den som är först på plats. Har kommunen en egen plan för incidenter gäller den; annars tas det " +
    "här i ordning.",
  print: "Skriv ut",
  stepsTitle: "Den första timmen",
  steps: [
    "Skriv upp klockslaget. Lagens tider räknas från när kommunen fick veta.",
    "Ring, mejla inte. Den som har tagit sig in kan läsa mejl och chatt.",
    "Ta det drabbade från nätet, men låt det vara på. Det som står i minnet är bevis och försvinner " +
      "när datorn stängs av.",
    "Ta säkerhetskopiorna från nätet, även om de inte verkar drabbade. Utan dem går inget att återställa.",
    "Lås konton som kan vara kapade, från en dator som säkert är ren.",
    "Radera inget, installera inget om och betala inget. Spara loggarna.",
    "Säg till ledningen, och polisanmäl.",
  ],
  stepsNote:
    "Stegen är allmän kunskap om intrång. De är inte hållna mot någon myndighets egen lista av oss.",
  call: (who: string, reach: string) => `Ring ${who}: ${reach}.`,
  nobody:
    "Vem som agerar på kvällar och helger står inte här, för ingen har svarat på det. Ring it-chefen och den " +
    "som är tjänsteperson i beredskap.",
  callAnyway: "Ring it-chefen och den som är tjänsteperson i beredskap.",
  nobodyActs:
    "Enligt svaret som är givet agerar ingen på kvällar och helger. Ring it-chefen och den som är " +
    "tjänsteperson i beredskap.",
  nobodyLink: "Svara på vem det är",
  answersTitle: "Det här svarar Vallgrav på nu",
  answers: {
    alerts: "Vad som har larmat, och vad som ligger inom räckhåll därifrån.",
    affected:
      "Klistra in en varning: vilka system hos er den rör, vem som äger dem, och brev till ägarna.",
    search:
      "Skriv namnet på en dator, ett konto eller ett system: vem som äger det och vad det når.",
    position: "Vilka tjänster som faller, och hur länge de är borta.",
    accounts: "Slå på incidentläge: bara namngivna släpps in i Vallgrav.",
  },
  clocksTitle: "Vem ska få veta, och när senast",
  clocksLead:
    "Timmarna går även nätter och helger. En incident är betydande redan om den kan störa en tjänst allvarligt " +
    "eller skada andra.",
  knownAt: "När fick kommunen veta?",
  knownAtHint: "Datum och klockslag, till exempel 2026-11-24 02:30. Nu, om inget annat skrivs.",
  badMoment: "Skriv datum och klockslag så: 2026-11-24 02:30.",
  applies: "När",
  notKept: "Inget sparas på den här sidan.",
  keep: "Starta klockorna hos en nämnd",
  keepNote: "så står det kvar vad som anmälts, av vem och varför.",
  running: (count: number) =>
    count === 1 ? "En klocka går redan." : `${count} klockor går redan.`,
  late: (count: number) =>
    count === 1 ? "En anmälan har gått över tiden." : `${count} anmälningar har gått över tiden.`,
  toClocks: "Till klockorna",
  oddTitle: "Har du sett något konstigt?",
  odd: [
    "Klicka inte på något, svara inte och skicka inte mejlet vidare till kollegor.",
    "Har du redan klickat eller skrivit ditt lösenord: säg det genast. Ju tidigare, desto mindre skada.",
    "Ring it-supporten. Låt datorn vara på, men ta den från nätet om du kan.",
  ],
  oddNote: "Här i Vallgrav går det inte att anmäla än.",
  recoverLead: "Innan något återställs: det här finns att utgå från.",
  recover: {
    asking: "Fråga ägarna hur länge arbetet går utan ett system, och om återläsning är prövad.",
    search:
      "Sök på ett system: var dess säkerhetskopior ligger och om de går att radera från nätet.",
    place: "Var Vallgrav självt och dess kopior ligger, och vad som faller med katalogen.",
    plan: "Åtgärder för säkerhetskopior, med pris och vad de gör med läget.",
  },
  govern: {
    accounts: "Vilka som får logga in, med vilken roll. Incidentläge och konton för värsta dagen.",
    registers:
      "Gränser mellan nämnder och bolag, klockor vid incidenter, register över behandlingar.",
    releases: "Begäran om handlingar, och vad som beslutades.",
    opinions: "Vilka som ska höras innan de första filerna läses in, med utkast.",
    place: "Var Vallgrav självt och dess kopior ligger, och vad som skulle falla med domänen.",
    webhooks: "Vilka andra system som får veta när något har hänt.",
    audit: "Vem som gjort vad, och att loggen är hel.",
  },
  unbuilt: {
    govern:
      "Det som sköts runt om. Beslut, lagkrav och rapporter till kommunstyrelsen kommer också hit; det är inte " +
      "byggt än.",
    respond:
      "Inte byggt än: att leda incidenten härifrån, med loggbok, roller och färdiga anmälningar. För loggboken på " +
      "papper så länge.",
    recover:
      "Inte byggt än: kontinuitetsplaner, reservrutiner (plan B) och återläsningsprov, även på papper.",
  },
};

/** English. */
export const enFirstHelp: typeof svFirstHelp = {
  heading: "Is something happening now? Begin here.",
  lead:
    "For whoever is first on the spot. A plan of the municipality's own goes first; otherwise take this in " +
    "order.",
  print: "Print",
  stepsTitle: "The first hour",
  steps: [
    "Write the time down. The deadlines of the law run from when the municipality knew.",
    "Call, do not mail. Whoever has come in may read mail and chat.",
    "Take what is hit off the network, but leave it on. What is in memory is evidence and is lost when " +
      "the computer is switched off.",
    "Take the backups off the network, even if they seem untouched. Without them nothing can be restored.",
    "Lock accounts that may be taken, from a computer that is surely clean.",
    "Delete nothing, reinstall nothing and pay nothing. Keep the logs.",
    "Tell the management, and report to the police.",
  ],
  stepsNote:
    "The steps are common knowledge of intrusions. We have not held them against any authority's own list.",
  call: (who, reach) => `Call ${who}: ${reach}.`,
  nobody:
    "Who acts in evenings and at weekends is not told here, for nobody has answered. Call the head of IT and " +
    "the officer on duty.",
  callAnyway: "Call the head of IT and the officer on duty.",
  nobodyActs:
    "By the answer that was given nobody acts in evenings and at weekends. Call the head of IT and the " +
    "officer on duty.",
  nobodyLink: "Answer who it is",
  answersTitle: "What Vallgrav answers now",
  answers: {
    alerts: "What has raised alerts, and what is within reach from there.",
    affected:
      "Paste a warning: which of your systems it concerns, who owns them, and letters to them.",
    search:
      "Write the name of a computer, an account or a system: who owns it and what it reaches.",
    position: "Which services fall, and how long they are gone.",
    accounts: "Switch incident mode on: only those named are let into Vallgrav.",
  },
  clocksTitle: "Who is to be told, and by when",
  clocksLead:
    "Hours run through nights and weekends. An incident is significant already if it may disturb a service " +
    "seriously or harm others.",
  knownAt: "When did the municipality know?",
  knownAtHint: "Date and time, as 2026-11-24 02:30. Now, unless something else is entered.",
  badMoment: "Enter date and time like this: 2026-11-24 02:30.",
  applies: "When",
  notKept: "Nothing is kept on this page.",
  keep: "Start the clocks of a committee",
  keepNote: "and what was reported, by whom and why, stays.",
  running: (count) =>
    count === 1 ? "One clock is running already." : `${count} clocks are running already.`,
  late: (count) => (count === 1 ? "One report is overdue." : `${count} reports are overdue.`),
  toClocks: "To the clocks",
  oddTitle: "Have you seen something odd?",
  odd: [
    "Click on nothing, do not answer, and do not send the mail on to colleagues.",
    "If you have clicked already or entered your password: say so at once. The sooner, the less harm.",
    "Call IT support. Leave the computer on, but take it off the network if you can.",
  ],
  oddNote: "It cannot be reported here in Vallgrav yet.",
  recoverLead: "Before anything is restored: this is what there is to go by.",
  recover: {
    asking:
      "Ask the owners how long work goes on without a system, and whether restoring was tried.",
    search:
      "Search for a system: where its backups lie and whether they can be deleted from the network.",
    place: "Where Vallgrav itself and its copies lie, and what falls with the directory.",
    plan: "Measures for backups, with their price and what they do to the position.",
  },
  govern: {
    accounts: "Who may sign in, in which role. Incident mode and accounts for the worst day.",
    registers:
      "Walls between committees and companies, clocks of incidents, registers of processing.",
    releases: "Requests for documents, and what was decided.",
    opinions: "Who must be heard before the first files are read, with drafts.",
    place: "Where Vallgrav itself and its copies lie, and what would fall with the domain.",
    webhooks: "Which other systems are told when something has happened.",
    audit: "Who did what, and that the log is whole.",
  },
  unbuilt: {
    govern:
      "What is kept around it all. Decisions, legal duties and reports to the executive board will live here " +
      "too; they are not built yet.",
    respond:
      "Not built yet: leading the incident from here, with a log, roles and finished reports. Keep the log on " +
      "paper until then.",
    recover:
      "Not built yet: continuity plans, fallback routines (plan B) and restore tests, on paper too.",
  },
};
