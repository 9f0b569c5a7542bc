/** The words of the connection to Microsoft Graph, in both languages. */

/** Swedish; its shape is law for the other. */
export const svGraph = {
  title: "Larm från Microsoft",
  none:
    "Inga larm hämtas från Microsoft Defender. Anslut, så läses de med jämna mellanrum. Inget skrivs " +
    "någonsin tillbaka.",
  connected: (tenant: string, minutes: string) =>
    `Larm hämtas från ${tenant} var ${minutes} minut. Inget skrivs tillbaka.`,
  by: (by: string, at: string) => `Angivet av ${by} ${at}.`,
  never: "Ännu har inget hämtats.",
  last: (at: string, added: string, renewed: string) =>
    `Senast ${at}: ${added} nya larm, ${renewed} uppdaterade.`,
  notWhole: (at: string | null) =>
    at === null
      ? "Allt har ännu inte lästs till slut."
      : `Allt lästes inte till slut. Det gjordes senast ${at}.`,
  collect: "Hämta nu",
  collecting: "Hämtningen har börjat.",
  forget: "Ta bort anslutningen",
  change: "Anslutning",
  how:
    "Registrera ett program i Entra ID, ge det programbehörigheterna SecurityAlert.Read.All och " +
    "SecurityIncident.Read.All, och skapa en hemlighet åt det. Mer behövs inte, och mer ska det inte ha.",
  tenant: "Klientorganisation (id eller domän)",
  client: "Programmets id",
  secret: "Programmets hemlighet",
  secretKept: "Tomt: den som finns gäller.",
  minutes: "Minuter mellan hämtningarna",
  minutesWrong: "Ange hela minuter, från 5 till 1 440.",
  login: "Adress för inloggning",
  graph: "Adress för larm",
  hosts: (hosts: string) => `Datorer som får anges: ${hosts}`,
  save: "Spara anslutningen",
  saved: "Anslutningen är sparad.",
};

/** English. */
export const enGraph: typeof svGraph = {
  title: "Alerts from Microsoft",
  none:
    "No alerts are collected from Microsoft Defender. Connect, and they are read at regular " +
    "intervals. Nothing is ever written back.",
  connected: (tenant, minutes) =>
    `Alerts are collected from ${tenant} every ${minutes} minutes. Nothing is written back.`,
  by: (by, at) => `Given by ${by}, ${at}.`,
  never: "Nothing has been collected yet.",
  last: (at, added, renewed) => `Last ${at}: ${added} new alerts, ${renewed} brought up to date.`,
  notWhole: (at) =>
    at === null
      ? "Not everything has been read to its end yet."
      : `Not everything was read to its end. That was last done ${at}.`,
  collect: "Collect now",
  collecting: "The collection has begun.",
  forget: "Remove the connection",
  change: "Connection",
  how:
    "Register an application in Entra ID, give it the application permissions SecurityAlert.Read.All " +
    "and SecurityIncident.Read.All, and make a secret for it. It needs no more, and should have no more.",
  tenant: "Tenant (id or domain)",
  client: "The application's id",
  secret: "The application's secret",
  secretKept: "Empty: the one that is there holds.",
  minutes: "Minutes between collections",
  minutesWrong: "Give whole minutes, from 5 to 1,440.",
  login: "Address of the sign-in",
  graph: "Address of the alerts",
  hosts: (hosts) => `Machines that may be given: ${hosts}`,
  save: "Save the connection",
  saved: "The connection is saved.",
};
