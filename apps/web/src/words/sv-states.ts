/** Swedish words for what jobs are at, and for what went wrong. */

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
