/** The words of the terminal for the connection to Microsoft Graph, in both languages. */

/** Words of the connection. */
export type GraphWords = {
  readonly none: string;
  readonly how: string;
  readonly connected: (tenant: string, client: string) => string;
  readonly places: (login: string, graph: string, minutes: string) => string;
  readonly by: (by: string, at: string) => string;
  readonly never: string;
  readonly last: (at: string, added: string, renewed: string) => string;
  readonly notWhole: (wholeAt: string | null) => string;
  readonly secret: string;
};

/** Swedish. */
export const graphSv: GraphWords = {
  none: "Inga larm hämtas från Microsoft Graph.",
  how: "Anslut: vallgrav alerts graph set KLIENTORGANISATION PROGRAM. Hemligheten skrivs in dolt.",
  connected: (tenant, client) => `Larm hämtas från ${tenant} av programmet ${client}.`,
  places: (login, graph, minutes) => `Inloggning ${login}, larm ${graph}, var ${minutes} minut.`,
  by: (by, at) => `Angivet av ${by}, ${at}. Programmet läser bara; inget skrivs tillbaka.`,
  never: "Ännu har inget hämtats. Hämta nu: vallgrav alerts collect.",
  last: (at, added, renewed) => `Senast ${at} (UTC): ${added} nya larm, ${renewed} uppdaterade.`,
  notWhole: (wholeAt) =>
    wholeAt === null
      ? "Allt har ännu inte lästs till slut."
      : `Allt lästes inte till slut; det gjordes senast ${wholeAt} (UTC).`,
  secret: "Programmets hemlighet: ",
};

/** English. */
export const graphEn: GraphWords = {
  none: "No alerts are collected from Microsoft Graph.",
  how: "Connect: vallgrav alerts graph set TENANT APPLICATION. The secret is typed unseen.",
  connected: (tenant, client) =>
    `Alerts are collected from ${tenant} by the application ${client}.`,
  places: (login, graph, minutes) => `Sign-in ${login}, alerts ${graph}, every ${minutes} minutes.`,
  by: (by, at) => `Given by ${by}, ${at}. The application only reads; nothing is written back.`,
  never: "Nothing has been collected yet. Collect now: vallgrav alerts collect.",
  last: (at, added, renewed) =>
    `Last ${at} (UTC): ${added} new alerts, ${renewed} brought up to date.`,
  notWhole: (wholeAt) =>
    wholeAt === null
      ? "Not everything has been read to its end yet."
      : `Not everything was read to its end; that was last done ${wholeAt} (UTC).`,
  secret: "The application's secret: ",
};
