/** The words of programs' tokens, and of links to the municipality's own sign-in. */

/** Swedish; its shape is law for the other. */
export const svTokens = {
  title: "Nycklar för program",
  lead:
    "Ett program som hämtar eller lämnar uppgifter frågar i ditt namn, med en egen nyckel. Den får högst det " +
    "du själv får, och bara det du kryssar för. Nyckeln visas en enda gång.",
  name: "Vad heter programmet?",
  days: "Gäller i dagar (1–365)",
  scopes: "Programmet får",
  rights: {
    "model/view": "se vad som är känt",
    "model/change": "läsa in och ändra underlag",
    "position/view": "se läget och planen",
    "ways/view": "se vägarna in",
    "jobs/view": "se hur långt arbeten har kommit",
    "audit/view": "läsa loggen",
    "units/view": "se enheter",
    "units/change": "ändra enheter",
    "walls/change": "dra sekretessgränser",
    "registers/view": "se register och klockor",
    "registers/change": "ändra register och klockor",
    "releases/view": "se vad som begärts ut",
    "releases/change": "föra in begäranden och beslut om utlämnande",
    "accounts/view": "se konton",
    "accounts/change": "ändra konton",
    "accounts/provision": "sköta konton från en katalog (SCIM)",
    "access/view": "se vad som krävs vid inloggning",
    "access/change": "ändra vad som krävs vid inloggning",
    "alerts/view": "se larm",
    "alerts/change": "kvittera larm",
    "opinions/change": "föra in yttranden",
  } as Readonly<Record<string, string>>,
  make: "Gör en nyckel",
  needScope: "Kryssa för minst en sak.",
  needDays: "Skriv ett helt tal från 1 till 365.",
  made: (name: string) => `Nyckel för ${name}`,
  madeText:
    "Kopiera nyckeln nu och lägg den där programmet läser den. Den visas inte igen; blir den känd för någon " +
    "annan, avsluta den här.",
  copy: "Kopiera nyckeln",
  copied: "Nyckeln är kopierad.",
  until: "Gäller till",
  used: "Senast använd",
  end: "Avsluta",
  link: {
    step: "Koppla inloggning",
    title: (name: string) => `Kommunens inloggning för ${name}`,
    text:
      "Skriv det beständiga id som kommunens inloggning har för personen (sub, eller oid i Entra ID). Sedan " +
      "kan kontot logga in den vägen.",
    subject: "Personens id i inloggningen",
    save: "Koppla",
    remove: "Ta bort kopplingen",
    saved: "Kopplingen är sparad.",
    removed: "Kopplingen är borttagen.",
  },
};

/** English. */
export const enTokens: typeof svTokens = {
  title: "Tokens for programs",
  lead:
    "A program that fetches or hands in data asks in your name, with a token of its own. It may at most what " +
    "you may, and only what you tick. The token is shown once.",
  name: "What is the program called?",
  days: "Holds for days (1–365)",
  scopes: "The program may",
  rights: {
    "model/view": "see what is known",
    "model/change": "read in and change what is known",
    "position/view": "see the position and the plan",
    "ways/view": "see the ways in",
    "jobs/view": "see how far work is",
    "audit/view": "read the log",
    "units/view": "see units",
    "units/change": "change units",
    "walls/change": "raise walls of secrecy",
    "registers/view": "see registers and clocks",
    "registers/change": "change registers and clocks",
    "releases/view": "see what was asked for",
    "releases/change": "enter requests and decisions of release",
    "accounts/view": "see accounts",
    "accounts/change": "change accounts",
    "accounts/provision": "keep accounts from a directory (SCIM)",
    "access/view": "see what is demanded at sign-in",
    "access/change": "change what is demanded at sign-in",
    "alerts/view": "see alerts",
    "alerts/change": "acknowledge alerts",
    "opinions/change": "record opinions",
  },
  make: "Make a token",
  needScope: "Tick one thing at least.",
  needDays: "Write a whole number from 1 to 365.",
  made: (name) => `Token for ${name}`,
  madeText:
    "Copy the token now and put it where the program reads it. It is not shown again; if anybody else comes to " +
    "know it, end it here.",
  copy: "Copy the token",
  copied: "The token is copied.",
  until: "Holds until",
  used: "Last used",
  end: "End",
  link: {
    step: "Link sign-in",
    title: (name) => `The municipality's sign-in for ${name}`,
    text:
      "Write the lasting id that the municipality's sign-in has for the person (sub, or oid in Entra ID). Then the " +
      "account can sign in that way.",
    subject: "The person's id in the sign-in",
    save: "Link",
    remove: "Remove the link",
    saved: "The link is saved.",
    removed: "The link is removed.",
  },
};
