/** Words for the problems of collecting alerts from Microsoft Graph, and rules from elsewhere. */
import { numberEn, numberSv } from "./numbers.ts";
import type { Phrases } from "./phrases.ts";
import type { PlatformProblem } from "./platform-problem.ts";

type GraphProblem = Extract<
  PlatformProblem,
  { readonly code: `watch/${"graph" | "rules"}-${string}` }
>;

/** Swedish. */
export const graphSv: Phrases<GraphProblem> = {
  "watch/rules-bad-values": () =>
    'Filen ska vara JSON med värden per namn, som {"Administrators": ["adm-*"]}. Reglerna väntar så länge.',
  "watch/rules-bad-address": () =>
    "Ange en adress som börjar med https://, utan namn och lösenord.",
  "watch/rules-away": (p) => `Adressen gav ingen hel fil (${p.reason}). Inget har ändrats.`,
  "watch/rules-none": () => "Inget i filen är en regel. Inget har ändrats.",
  "watch/graph-bad-name": () =>
    "Ange klientorganisationens id eller domän, programmets id, och hemligheten.",
  "watch/graph-bad-address": () =>
    "Ange en adress som börjar med https:// och slutar med datorns namn.",
  "watch/graph-host-not-named": () =>
    "Den datorn får inte frågas. Den som sköter servern kan namnge den i VALLGRAV_GRAPH_HOSTS.",
  "watch/graph-bad-minutes": (p) =>
    `Ange ett helt antal minuter, från ${numberSv(p.least)} till ${numberSv(p.most)}.`,
  "watch/graph-not-set": () => "Ingen anslutning till Microsoft Graph är angiven.",
  "watch/graph-refused": (p) =>
    `Microsoft gav ingen tillgång (${p.reason}). Hemligheten kan ha gått ut; skapa i så fall en ny.`,
  "watch/graph-forbidden": (p) =>
    p.what === "incidents"
      ? "Programmet får inte läsa incidenter. Ge det SecurityIncident.Read.All."
      : "Programmet får inte läsa larm. Ge det SecurityAlert.Read.All.",
  "watch/graph-throttled": () =>
    "Microsoft bad om att få vänta. Det som lästes är kvar, och nästa gång fortsätter det därifrån.",
  "watch/graph-away": (p) =>
    `Microsoft Graph gav inget helt svar (${p.reason}). Inget som saknas räknas som läst.`,
  "watch/graph-elsewhere": () =>
    "Ett svar hänvisade till en annan dator. Den frågades inte, och inget skickades dit.",
  "watch/graph-too-much": (p) =>
    `Svaret har fler än ${numberSv(p.limit)} sidor, och resten lästes inte.`,
};

/** English. */
export const graphEn: Phrases<GraphProblem> = {
  "watch/rules-bad-values": () =>
    'The file must be JSON with values by name, such as {"Administrators": ["adm-*"]}. The rules wait meanwhile.',
  "watch/rules-bad-address": () =>
    "Give an address that begins with https://, without name and password.",
  "watch/rules-away": (p) =>
    `The address gave no whole file (${p.reason}). Nothing has been changed.`,
  "watch/rules-none": () => "Nothing in the file is a rule. Nothing has been changed.",
  "watch/graph-bad-name": () =>
    "Give the id or domain of the tenant, the id of the application, and the secret.",
  "watch/graph-bad-address": () =>
    "Give an address that begins with https:// and ends with the name of the machine.",
  "watch/graph-host-not-named": () =>
    "That machine may not be asked. Whoever runs the server can name it in VALLGRAV_GRAPH_HOSTS.",
  "watch/graph-bad-minutes": (p) =>
    `Give a whole number of minutes, from ${numberEn(p.least)} to ${numberEn(p.most)}.`,
  "watch/graph-not-set": () => "No connection to Microsoft Graph is given.",
  "watch/graph-refused": (p) =>
    `Microsoft gave no access (${p.reason}). The secret may have run out; then make a new one.`,
  "watch/graph-forbidden": (p) =>
    p.what === "incidents"
      ? "The application may not read incidents. Give it SecurityIncident.Read.All."
      : "The application may not read alerts. Give it SecurityAlert.Read.All.",
  "watch/graph-throttled": () =>
    "Microsoft asked to be left alone. What was read is kept, and the next time goes on from there.",
  "watch/graph-away": (p) =>
    `Microsoft Graph gave no whole answer (${p.reason}). Nothing that is missing counts as read.`,
  "watch/graph-elsewhere": () =>
    "An answer pointed to another machine. It was not asked, and nothing was sent there.",
  "watch/graph-too-much": (p) =>
    `The answer has more than ${numberEn(p.limit)} pages, and the rest was not read.`,
};
