/** The words of sources of logs, rules, and alerts of other products, in both languages. */

/** Swedish; its shape is law for the other. */
export const svWatchPages = {
  firstAction: "Gör först",
  timeline: (first: string, last: string) => `När det hände, från ${first} till ${last}`,
  tail: (count: string) => `${count} till, som nås i färre än var tjugonde körning`,
  imports: {
    title: "Larm från andra",
    drop: "Släpp larm från andra produkter här",
    kinds:
      "Microsoft Defender, Sentinel och Graph (JSON, CSV), listor i CSV, mejl från den som bevakar åt er " +
      "(.eml). Inget skrivs tillbaka dit.",
    choose: "Välj filer",
    done: (added: string, known: string, tuned: string) =>
      `${added} ${added === "1" ? "nytt" : "nya"} larm, ${known} fanns redan, ${tuned} tystas.`,
  },
  health: {
    title: "Loggkällor",
    none: "Ingen källa har hört av sig än.",
    well: "Alla källor hörs.",
    silent: (count: string) =>
      count === "1" ? "En källa har tystnat." : `${count} källor har tystnat.`,
    lost: (count: string) => `${count} rader har gått förlorade.`,
    lead: "Det som inte hörs kan inte larma. Här står vad varje källa skickat och vad som blev av det.",
    buffer: (lines: string, share: string) =>
      `${lines} rader väntar, ${share} av bufferten används.`,
    kind: "Väg in",
    act: "Gör",
    end: (name: string) => `Avsluta ${name}`,
    endShort: "Avsluta",
    ended: "avslutad",
    isSilent: "tyst",
    never: "ännu inte hörd",
    going: "hörs",
    counts: {
      received: "Mottagna",
      parsed: "Tolkade",
      refused: "Vägrade",
      repeated: "Omsända",
      matched: "Träffar",
      dropped: "Tappade",
    },
    add: "Lägg till en källa",
    addHow:
      "En källa som skickar över HTTP (Filebeat, Winlogbeat, Fluent Bit, Vector, en webhook) visar en " +
      "nyckel. Syslog behöver ingen: den lägger till sig själv.",
    name: "Namn",
    minutes: "Larma efter så många minuters tystnad",
    minutesHint: "Tomt: aldrig.",
    minutesWrong: "Ange hela minuter, från 1 till 525 600.",
    addButton: "Skapa nyckel",
    token: (name: string) => `Nyckel för ${name}, visas bara nu:`,
  },
  ruling: {
    title: "Regler",
    lead: (techniques: string) => `De täcker ${techniques} tekniker i ATT&CK.`,
    matrix: "Vad reglerna letar efter",
    matrixHow:
      "MITRE ATT&CK:s matris, i den ordning ett angrepp går. En teknik som ingen regel letar efter syns " +
      "inte; att en regel letar betyder inte att den alltid hittar.",
    covered: (count: string, all: string) => `${count} av ${all} tekniker`,
    ruleCount: (count: string) => (count === "1" ? "1 regel" : `${count} regler`),
    blind: "Ingen regel letar efter",
    all: "Alla regler",
    seek: "Sök",
    techniques: "Tekniker",
    reads: "Läser",
    states: { active: "redo", unfed: "ingen källa", waiting: "väntar på värden" },
    silenced: "Tystade",
    noneSilenced: "Ingen regel är tystad. En regel tystas från ett larm som den gett.",
    silence: "Tysta regeln",
    silenceHow:
      "Regeln larmar inte om detta förrän tiden gått ut, även när reglerna byts mot nyare. Vem som " +
      "bestämde och varför står kvar.",
    where: "Där",
    everywhere: "överallt",
    reason: "Skäl",
    owner: "Ansvarig",
    until: "Till",
    over: "har gått ut",
    days: "Dagar",
    daysWrong: "Ange hela dagar, från 1 till 365.",
    silenceButton: "Tysta",
    silencedUntil: (until: string) => `Tystad till ${until}.`,
    speakAgain: (rule: string) => `Låt larma igen: ${rule}`,
    speakShort: "Låt larma igen",
  },
};

/** English. */
export const enWatchPages: typeof svWatchPages = {
  firstAction: "Do first",
  timeline: (first, last) => `When it happened, from ${first} to ${last}`,
  tail: (count) => `${count} more, reached in fewer than one run of twenty`,
  imports: {
    title: "Alerts of others",
    drop: "Drop alerts of other products here",
    kinds:
      "Microsoft Defender, Sentinel and Graph (JSON, CSV), lists in CSV, mail from whoever watches for you " +
      "(.eml). Nothing is written back there.",
    choose: "Choose files",
    done: (added, known, tuned) =>
      `New alerts: ${added}. Known before: ${known}. Silenced: ${tuned}.`,
  },
  health: {
    title: "Sources of logs",
    none: "No source has been heard yet.",
    well: "All sources are heard.",
    silent: (count) =>
      count === "1" ? "One source has fallen silent." : `${count} sources have fallen silent.`,
    lost: (count) => `${count} lines were lost.`,
    lead: "What is not heard cannot alert. Here is what each source sent, and what became of it.",
    buffer: (lines, share) => `${lines} lines wait, ${share} of the buffer is in use.`,
    kind: "Way in",
    act: "Do",
    end: (name) => `End ${name}`,
    endShort: "End",
    ended: "ended",
    isSilent: "silent",
    never: "not heard yet",
    going: "heard",
    counts: {
      received: "Received",
      parsed: "Parsed",
      refused: "Refused",
      repeated: "Repeated",
      matched: "Matched",
      dropped: "Dropped",
    },
    add: "Add a source",
    addHow:
      "A source that sends over HTTP (Filebeat, Winlogbeat, Fluent Bit, Vector, a webhook) shows a key. " +
      "Syslog needs none: it adds itself.",
    name: "Name",
    minutes: "Alert after so many minutes of silence",
    minutesHint: "Empty: never.",
    minutesWrong: "Give whole minutes, from 1 to 525,600.",
    addButton: "Make a key",
    token: (name) => `Key of ${name}, shown this once:`,
  },
  ruling: {
    title: "Rules",
    lead: (techniques) => `They cover ${techniques} techniques of ATT&CK.`,
    matrix: "What the rules look for",
    matrixHow:
      "The matrix of MITRE ATT&CK, in the order of an attack. A technique that no rule looks for is not " +
      "seen; that a rule looks does not mean that it always finds.",
    covered: (count, all) => `${count} of ${all} techniques`,
    ruleCount: (count) => (count === "1" ? "1 rule" : `${count} rules`),
    blind: "No rule looks for",
    all: "All rules",
    seek: "Search",
    techniques: "Techniques",
    reads: "Reads",
    states: { active: "at work", unfed: "no source", waiting: "waits for values" },
    silenced: "Silenced",
    noneSilenced: "No rule is silenced. A rule is silenced from an alert that it gave.",
    silence: "Silence the rule",
    silenceHow:
      "The rule does not alert of this until the time is over, newer rules or not. Who decided and why " +
      "is kept.",
    where: "Where",
    everywhere: "everywhere",
    reason: "Reason",
    owner: "Owner",
    until: "Until",
    over: "is over",
    days: "Days",
    daysWrong: "Give whole days, from 1 to 365.",
    silenceButton: "Silence",
    silencedUntil: (until) => `Silenced until ${until}.`,
    speakAgain: (rule) => `Let alert again: ${rule}`,
    speakShort: "Let alert again",
  },
};
