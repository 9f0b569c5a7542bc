/** What two organisations of one installation may not share, in words. */

/** Swedish. */
export const sharedSv: Readonly<Record<string, string>> = {
  home: "datamapp",
  host: "datornamn",
  database: "databas",
  keys: "nycklar",
};

/** English. */
export const sharedEn: Readonly<Record<string, string>> = {
  home: "a data folder",
  host: "a name of the machine",
  database: "a database",
  keys: "keys",
};
