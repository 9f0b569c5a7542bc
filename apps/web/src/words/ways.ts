/** The words of the ways in. */

/** Swedish; its shape is law for the other. */
export const svWays = {
  title: "Vägar in",
  pageTitle: "Så tar sig en angripare fram",
  lead: (fell: string, runs: string) =>
    `I ${fell} av ${runs} genomspelade angrepp föll ett samhällsviktigt mål. Här är vägarna dit.`,
  leadWords: (share: string) =>
    `I ${share} av de genomspelade angreppen faller ett samhällsviktigt mål. Här är vägarna dit.`,
  meet: (share: string, asset: string) => `${share} av vägarna in går genom ${asset}.`,
  directory: (name: string) => `katalogen ${name}`,
  commonest: (share: string, places: string) => `Den vanligaste vägen, ${share} av dem: ${places}.`,
  none: "Inget samhällsviktigt mål föll i de genomspelade angreppen.",
  notYet: "Vägarna räknas fram när läget är räknat.",
  graph: "Karta över vägarna",
  graphText: (steps: string, ways: string) =>
    `Karta med ${steps} steg på ${ways} vägar, från insteget till målet. Samma sak står väg för väg ` +
    "längre ner.",
  graphSome: (shown: string, all: string) =>
    `Kartan visar de ${shown} vanligaste av ${all} vägar; alla står väg för väg längre ner.`,
  graphHelp: "Piltangenter flyttar, plus och minus zoomar, dra med musen.",
  zoomIn: "Zooma in",
  zoomOut: "Zooma ut",
  fit: "Visa allt",
  follow: "Följ",
  followAll: "alla vägar",
  followOne: (number: string, objective: string) => `väg ${number} till ${objective}`,
  play: "Spela upp",
  pause: "Pausa",
  day: "Hur långt angriparen hunnit",
  soFar: (time: string, taken: string, all: string) =>
    `Efter ${time}: ${taken} av ${all} steg tagna.`,
  choke: "Där vägarna möts",
  chokeLead: "Att stänga ett av dessa ställen stänger många vägar på en gång.",
  asset: "Var",
  step: "Steg",
  technique: "Teknik",
  days: "Efter",
  standing: "Underlag",
  frequency: "Andel av vägarna",
  one: "Väg för väg",
  oneLead: "Varje väg visas med det försök som oftast gick så. Tiderna är från det försöket.",
  wayTitle: (number: string, objective: string) => `Väg ${number}: till ${objective}`,
  wayShare: (share: string) => `${share} av de försök som föll gick den här vägen.`,
  order: "Ordning",
  known: "kunskap",
  barriers: "Åtgärder som står i vägen",
  barriersLead:
    "Kryssa i åtgärder och se vilka försök som går fram ändå. Det är en undre gräns: de andra kan hitta " +
    "en ny väg. Vad åtgärderna verkligen gör för läget räknas i paketet på Läge.",
  measure: "Åtgärd",
  inTheWay: "Står i vägen för",
  switchOn: (measure: string) => `Räkna med ${measure}`,
  chosenNone: "Inga åtgärder är ikryssade. Alla försök som föll går fram som förut.",
  chosen: (measures: number, text: string, share: string) =>
    `Med ${measures === 1 ? "den ikryssade åtgärden" : `de ${text} ikryssade åtgärderna`} går minst ` +
    `${share} av de försök som föll fram ändå.`,
  ofWay: "Går fram ändå, minst",
  noBarriers: "Ingen av åtgärderna i katalogens plan står i vägen för de försök som föll.",
};

/** English. */
export const enWays: typeof svWays = {
  title: "Ways in",
  pageTitle: "How an attacker gets through",
  lead: (fell, runs) =>
    `In ${fell} of ${runs} attacks played through a vital objective fell. These are the ways.`,
  leadWords: (share) =>
    `In ${share} of the attacks played through a vital objective falls. These are the ways.`,
  meet: (share, asset) => `${share} of the ways in go through ${asset}.`,
  directory: (name) => `the directory ${name}`,
  commonest: (share, places) => `The most common way, ${share} of them: ${places}.`,
  none: "No vital objective fell in the attacks played through.",
  notYet: "The ways are found when the position has been calculated.",
  graph: "Map of the ways",
  graphText: (steps, ways) =>
    `Map with ${steps} steps on ${ways} ways, from entry to objective. The same is told way by way ` +
    "further down.",
  graphSome: (shown, all) =>
    `The map shows the ${shown} most common of ${all} ways; all are told way by way further down.`,
  graphHelp: "Arrow keys move, plus and minus zoom, drag with the mouse.",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Show all",
  follow: "Follow",
  followAll: "all ways",
  followOne: (number, objective) => `way ${number} to ${objective}`,
  play: "Play",
  pause: "Pause",
  day: "How far the attacker has come",
  soFar: (time, taken, all) => `After ${time}: ${taken} of ${all} steps taken.`,
  choke: "Where the ways meet",
  chokeLead: "Closing one of these places closes many ways at once.",
  asset: "Where",
  step: "Step",
  technique: "Technique",
  days: "After",
  standing: "Known by",
  frequency: "Share of the ways",
  one: "Way by way",
  oneLead:
    "Each way is shown by the attempt that most often went so. The times are that attempt's.",
  wayTitle: (number, objective) => `Way ${number}: to ${objective}`,
  wayShare: (share) => `${share} of the attempts that succeeded went this way.`,
  order: "Order",
  known: "knowledge",
  barriers: "Measures that stand in the way",
  barriersLead:
    "Tick measures and see which attempts get through anyway. It is a lower bound: the others may find a " +
    "new way. What measures really do for the position is computed in the package on the first page.",
  measure: "Measure",
  inTheWay: "Stands in the way of",
  switchOn: (measure) => `Count with ${measure}`,
  chosenNone: "No measure is ticked. Every attempt that succeeded does so as before.",
  chosen: (measures, text, share) =>
    `With ${measures === 1 ? "the ticked measure" : `the ${text} ticked measures`} at least ` +
    `${share} of the attempts that succeeded still do.`,
  ofWay: "Still succeed, at least",
  noBarriers: "None of the measures that plans choose from stands in the way of what fell.",
};
