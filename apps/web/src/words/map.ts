/** The words of the map of the municipality. */

/** Swedish; its shape is law for the other. */
export const svMap = {
  title: "Karta",
  heading: (things: string) => `Kommunen på en karta: ${things} ting.`,
  headingOpen: (things: string, name: string) => `${things} ting i ${name}.`,
  lead:
    "Allt är hopfällt efter slag. Öppna ett slag för att se vad det rymmer; sambanden räknas ihop mellan det " +
    "som syns. Högst fyrtio delar visas var för sig, de största och mest sammanlänkade först.",
  empty: "Det finns inget att rita än. Läs in en fil eller svara på tolv frågor.",
  toSources: "Till Underlag",
  path: "Var på kartan",
  all: "Allt",
  picture: "Karta",
  pictureText: (nodes: string, links: string) =>
    `Karta med ${nodes} rutor och ${links} samband mellan dem. Samma sak står i tabellen nedan.`,
  open: "öppna",
  around: (links: string) => `${links} samband med det som syns`,
  rest: "övriga",
  links: "Samband mellan det som syns",
  linksOf: (name: string) => `Samband med ${name}`,
  showAll: "Visa alla samband",
  about: "Allt om saken",
  from: "Från",
  to: "Till",
  count: "Antal",
  how: "Hur",
  more: "med mera",
  noLinks: "Inga samband går mellan det som syns.",
  word: {
    server: "servrar",
    client: "klienter",
    other: "okänt slag",
    domain: "nås från domänen",
    offline: "bortkopplade",
    cloud: "i molnet",
    none: "inga",
    employees: "anställda",
    pupils: "elever",
    consultants: "konsulter",
    clients: "brukare",
    residents: "invånare",
  } as Readonly<Record<string, string>>,
};

/** English. */
export const enMap: typeof svMap = {
  title: "Map",
  heading: (things) => `The municipality on a map: ${things} things.`,
  headingOpen: (things, name) => `${things} things in ${name}.`,
  lead:
    "Everything is folded by kind. Open a kind to see what it holds; relations are added up between what is " +
    "shown. At most forty parts are shown one by one, the largest and most connected first.",
  empty: "There is nothing to draw yet. Read in a file or answer twelve questions.",
  toSources: "To sources",
  path: "Place on the map",
  all: "Everything",
  picture: "Map",
  pictureText: (nodes, links) =>
    `Map with ${nodes} boxes and ${links} relations between them. The table below says the same.`,
  open: "open",
  around: (links) => `${links} relations with what is shown`,
  rest: "the rest",
  links: "Relations between what is shown",
  linksOf: (name) => `Relations of ${name}`,
  showAll: "Show all relations",
  about: "All about it",
  from: "From",
  to: "To",
  count: "Number",
  how: "How",
  more: "and more",
  noLinks: "No relations go between what is shown.",
  word: {
    server: "servers",
    client: "clients",
    other: "kind not known",
    domain: "reached from the domain",
    offline: "offline",
    cloud: "in the cloud",
    none: "none",
    employees: "employees",
    pupils: "pupils",
    consultants: "consultants",
    clients: "clients of care",
    residents: "residents",
  },
};
