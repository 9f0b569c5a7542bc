/** What jobs are at, and what went wrong. */
import type { Words } from "./sv.ts";

/** Swedish; its shape is law for the other. */
export const svStates = {
  job: {
    progress: (done: string, total: string) => `${done} av ${total}`,
    left: (minutes: number) =>
      minutes === 1 ? "högst en minut kvar" : `omkring ${minutes} minuter kvar`,
    preparing: "förbereder",
    soFar: (done: string) => `${done} hittills`,
    cancel: "Avbryt",
    cancelTitle: "Avbryta arbetet?",
    cancelText: "Det som redan är inläst finns kvar. Arbetet kan startas om från början.",
    cancelYes: "Avbryt arbetet",
    cancelNo: "Låt det fortsätta",
    attempt: (number: string) => `försök ${number}`,
    running: "Pågår nu",
    nothingIn: "Inget lästes in. Det som fanns förut är orört.",
    goesFirst:
      "Filerna läses in först. Räkningen har stannat så länge och börjar om när de är inlästa.",
    asked: "Det som du tillfrågas om ovan läses in när du har svarat.",
    morePlaces: (count: string) => `och ${count} ställen till`,
    restart: "Räkna igen",
    again: "Försök igen",
  },
  error: {
    title: "Något gick fel hos Vallgrav.",
    text: "Det som var sparat finns kvar. Försök igen; hjälper det inte, läs serverns logg.",
    offline: "Servern svarar inte.",
    offlineText: "Det som var sparat finns kvar. Se efter att Vallgrav är i gång och försök igen.",
    forbidden: "Din roll får inte göra detta.",
    refused: "Det gick inte.",
    again: "Försök igen",
    code: (code: string) => `Kod: ${code}`,
  },
};

/** English. */
export const enStates: Pick<Words, "error" | "job"> = {
  job: {
    progress: (done, total) => `${done} of ${total}`,
    left: (minutes) => (minutes === 1 ? "a minute left at most" : `about ${minutes} minutes left`),
    preparing: "preparing",
    soFar: (done) => `${done} so far`,
    cancel: "Cancel",
    cancelTitle: "Cancel the work?",
    cancelText: "What has been imported stays. The work can be started again from the beginning.",
    cancelYes: "Cancel the work",
    cancelNo: "Let it go on",
    attempt: (number) => `attempt ${number}`,
    running: "Under way",
    nothingIn: "Nothing was imported. What was there before is untouched.",
    goesFirst:
      "The files are read first. The calculation has stopped meanwhile and begins anew when they are in.",
    asked: "What you are asked about above is read when you have answered.",
    morePlaces: (count: string) => `and ${count} places more`,
    restart: "Calculate again",
    again: "Try again",
  },
  error: {
    title: "Something went wrong inside Vallgrav.",
    text: "What was saved is kept. Try again; if that does not help, read the server's log.",
    offline: "The server does not answer.",
    offlineText: "What was saved is kept. See that Vallgrav is running and try again.",
    forbidden: "Your role may not do this.",
    refused: "That was refused.",
    again: "Try again",
    code: (code) => `Code: ${code}`,
  },
};
