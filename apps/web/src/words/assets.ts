/** The words of search and of the page of one thing. */

/** Swedish; its shape is law for the other. */
export const svAssets = {
  title: "Sök",
  heading: "Vad vill du veta något om?",
  headingFound: (total: string, isOne: boolean) =>
    isOne ? "En sak stämmer." : `${total} saker stämmer.`,
  headingAll: (total: string) =>
    total === "0"
      ? "Det finns inget att söka i än."
      : total === "1"
        ? "Vi känner en sak."
        : `Vi känner ${total} saker.`,
  lead: "Sök på en del av ett namn, en adress eller ett id. Stora bokstäver och prickar spelar ingen roll.",
  search: "Sök",
  kind: "Slag",
  allKinds: "Alla slag",
  caption: "Saker som stämmer",
  name: "Namn",
  by: "Hittades på",
  lastSeen: "Senast sedd",
  gone: "borta",
  more: "Visa nästa",
  first: "Från början",
  none: "Inget stämmer. Pröva en kortare del av namnet.",
  page: {
    lead: (kind: string, day: string) => `Slag: ${kind}. Senast sedd ${day}.`,
    goneLead: "Källorna säger att den inte finns kvar.",
    mentioned: "Ingen källa listar den; andra nämner den.",
    missing: "Den saken finns inte i det som är känt nu.",
    toSearch: "Till sökningen",
    questionsTitle: "Frågor som inget svarar på",
    toAsk: "Fråga den som vet",
    factsTitle: "Det som sägs",
    property: "Uppgift",
    value: "Värde",
    sources: "Vem säger det, och var",
    where: (file: string, place: string, day: string) => `${file}, ${place}, ${day}`,
    whereFile: (file: string, day: string) => `${file}, ${day}`,
    disputed: "motsägs",
    otherwise: (value: string) => `Annars: ${value}`,
    trusted: (source: string, by: string, day: string) => `${source} gäller, enligt ${by} ${day}.`,
    noFacts: "Ingen källa säger något mer om den.",
    partsTitle: "Så känner källorna den",
    partsLead:
      "Hör något inte hit? Säg det, så blir det en sak för sig. Det gäller också efter nya " +
      "inläsningar och kan tas tillbaka.",
    notThis: "Hör inte hit",
    notThisAbout: (name: string) => `Hör inte hit: ${name}`,
    cannot: "Samma SID, GUID eller id i ett register håller ihop dem; det går inte att skilja.",
    toJudged: "Det ni har avgjort",
    nearTitle: "Det den når, och det som når den",
    which: "Åt vilket håll",
    howFar: "Hur långt",
    direction: { out: "Når", in: "Nås av" },
    steps: { 1: "Ett steg", 2: "Högst två steg" },
    counts: (one: string, two: string) => `${one} i ett steg, ${two} till i två`,
    countsCut: (one: string) => `${one} i ett steg, fler än 20 000 i två`,
    relation: "Samband",
    through: "Genom",
    thing: "Sak",
    nearNone: "Inget samband åt det hållet.",
    cut: "Fler än 20 000 ligger inom två steg; här står de första.",
    waysTitle: "Vägar in som går genom den",
    way: (share: string, objective: string, step: string) =>
      `${share} av angreppen som lyckas går den här sortens väg till ${objective}; här: ${step}.`,
    waysNone: "Ingen av de vanligaste vägarna går genom den.",
    waysNote: "Bara de vanligaste vägarna är med.",
  },
};

/** English. */
export const enAssets: typeof svAssets = {
  title: "Search",
  heading: "What do you want to know about?",
  headingFound: (total, isOne) => (isOne ? "One thing fits." : `${total} things fit.`),
  headingAll: (total) =>
    total === "0"
      ? "There is nothing to search yet."
      : total === "1"
        ? "We know one thing."
        : `We know ${total} things.`,
  lead: "Search by part of a name, an address or an id. Capitals and accents do not matter.",
  search: "Search",
  kind: "Kind",
  allKinds: "All kinds",
  caption: "Things that fit",
  name: "Name",
  by: "Found by",
  lastSeen: "Last seen",
  gone: "gone",
  more: "Show the next",
  first: "From the beginning",
  none: "Nothing fits. Try a shorter part of the name.",
  page: {
    lead: (kind, day) => `Kind: ${kind}. Last seen ${day}.`,
    goneLead: "The sources say that it is there no longer.",
    mentioned: "No source lists it; others mention it.",
    missing: "That thing is not among what is known now.",
    toSearch: "To the search",
    questionsTitle: "Questions that nothing answers",
    toAsk: "Ask whoever knows",
    factsTitle: "What is said",
    property: "Fact",
    value: "Value",
    sources: "Who says so, and where",
    where: (file, place, day) => `${file}, ${place}, ${day}`,
    whereFile: (file, day) => `${file}, ${day}`,
    disputed: "contradicted",
    otherwise: (value) => `Otherwise: ${value}`,
    trusted: (source, by, day) => `${source} rules, says ${by} ${day}.`,
    noFacts: "No source says anything more of it.",
    partsTitle: "How sources know it",
    partsLead:
      "Does something not belong here? Say so, and it becomes a thing of its own. That holds after " +
      "new imports too, and can be taken back.",
    notThis: "Does not belong",
    notThisAbout: (name) => `Does not belong: ${name}`,
    cannot: "One SID, GUID or register id holds them together; they cannot be parted.",
    toJudged: "What you have decided",
    nearTitle: "What it reaches, and what reaches it",
    which: "Which way",
    howFar: "How far",
    direction: { out: "Reaches", in: "Reached by" },
    steps: { 1: "One step", 2: "At most two steps" },
    counts: (one, two) => `${one} in one step, ${two} more in two`,
    countsCut: (one) => `${one} in one step, more than 20 000 in two`,
    relation: "Relation",
    through: "Through",
    thing: "Thing",
    nearNone: "No relation that way.",
    cut: "More than 20 000 lie within two steps; the first stand here.",
    waysTitle: "Ways in that pass it",
    way: (share, objective, step) =>
      `${share} of the attacks that succeed go this kind of way to ${objective}; here: ${step}.`,
    waysNone: "None of the most frequent ways passes it.",
    waysNote: "Only the most frequent ways are here.",
  },
};
