/** The words of the page of webhooks. */

/** Swedish; its shape is law for the other. */
export const svWebhooks = {
  title: "Webbkrokar",
  heading: (count: number) =>
    count === 0
      ? "Inget annat system får veta vad som händer."
      : count === 1
        ? "Ett annat system får veta vad som händer."
        : `${count} andra system får veta vad som händer.`,
  lead:
    "Ett ärendesystem eller en chatt kan få veta när något har hänt. De får bara händelsens namn " +
    "och en id: ingenting om kommunen.",
  noHosts:
    "Den som sköter servern har inte namngett någon maskin (VALLGRAV_WEBHOOK_HOSTS), så inget kan " +
    "läggas till.",
  hosts: (names: string) => `Får nås: ${names}.`,
  url: "Adress",
  urlHint: "Börjar med https:// och går till en av maskinerna ovan.",
  needUrl: "Skriv adressen.",
  events: "Vad den får veta",
  needEvents: "Välj minst en händelse.",
  by: "Tillagd av",
  add: "Lägg till",
  test: "Pröva",
  remove: "Ta bort",
  tested: "Ett prov är på väg. Läget syns nedan när sidan hämtas på nytt.",
  made: "Hemlighet",
  madeText:
    "Med den här hemligheten kontrollerar mottagaren signaturen. Den visas bara nu och finns " +
    "ingen annanstans.",
  copy: "Kopiera hemligheten",
  copied: "Hemligheten är kopierad.",
  deliveries: "Senast skickat",
  event: "Händelse",
  at: "När",
  state: "Läge",
  attempts: "Försök",
  own: {
    "job/done": "Ett arbete blev klart",
    "job/failed": "Ett arbete misslyckades",
    test: "Prov",
  } as Readonly<Record<string, string>>,
  states: { waiting: "väntar", done: "framme", "given-up": "uppgiven" },
};

/** English. */
export const enWebhooks: typeof svWebhooks = {
  title: "Webhooks",
  heading: (count) =>
    count === 0
      ? "No other system is told what happens."
      : count === 1
        ? "One other system is told what happens."
        : `${count} other systems are told what happens.`,
  lead:
    "A case system or a chat can be told when something has happened. It gets the event's name and " +
    "an id: nothing of the municipality.",
  noHosts:
    "Whoever runs the server has named no machine (VALLGRAV_WEBHOOK_HOSTS), so nothing can be added.",
  hosts: (names) => `May be reached: ${names}.`,
  url: "Address",
  urlHint: "Begins with https:// and leads to one of the machines above.",
  needUrl: "Enter the address.",
  events: "What it is told",
  needEvents: "Choose one event at least.",
  by: "Added by",
  add: "Add",
  test: "Try",
  remove: "Remove",
  tested: "A trial is on its way. Its state shows below when the page is fetched anew.",
  made: "Secret",
  madeText:
    "With this secret the receiver checks the signature. It is shown only now, and is nowhere else.",
  copy: "Copy the secret",
  copied: "The secret is copied.",
  deliveries: "Sent last",
  event: "Event",
  at: "When",
  state: "State",
  attempts: "Attempts",
  own: { "job/done": "A job was done", "job/failed": "A job failed", test: "Trial" },
  states: { waiting: "waiting", done: "arrived", "given-up": "given up" },
};
