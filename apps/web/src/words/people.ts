/** The words of people: roles, units and accounts, in both languages. */

import { enProvider, svProvider } from "./provider.ts";

/** Swedish; its shape is law for the other. */
export const svPeople = {
  roles: {
    administrator: "administratör",
    "security-officer": "informationssäkerhetssamordnare",
    "it-operations": "it-drift",
    "system-owner": "systemägare",
    "head-of-service": "verksamhetschef",
    communicator: "kommunikatör",
    "board-reader": "läsare i nämnd eller styrelse",
    auditor: "revisor",
    employee: "medarbetare",
    pupil: "elev",
    consultant: "konsult",
  },
  ownTitle: "Min sida",
  ownHeading: (name: string) => `Hej ${name}!`,
  ownLead: (role: string) =>
    `Du är inloggad som ${role}. I den rollen syns inget av kommunens säkerhetsläge.`,
  own: {
    title: "Mitt konto",
    lead: (name: string, role: string) => `Du är inloggad som ${name}, ${role}.`,
    passwordTitle: "Byt lösenord",
    oldPassword: "Nuvarande lösenord",
    newPassword: "Nytt lösenord",
    change: "Byt lösenordet",
    changed: "Lösenordet är bytt. Alla andra inloggningar är avslutade.",
    sessionsTitle: "Inloggningar",
    sessionsLead:
      "Här är du inloggad just nu. Känner du inte igen en adress: avsluta den och byt lösenord.",
    address: "Adress",
    here: "den här",
    since: "Sedan",
    seen: "Senast använd",
    end: "Avsluta",
  },
  invitation: {
    title: "Inbjudan",
    badTitle: "Länken går inte att använda.",
    heading: (name: string) => `Välkommen, ${name}. Välj ett lösenord.`,
    lead: "Länken kan användas en gång. Sedan släpper en administratör in kontot.",
    choose: "Spara lösenordet",
    doneTitle: "Lösenordet är sparat.",
    doneLead:
      "Säg till den som bjöd in dig. När kontot har släppts in kan du logga in med ditt namn och " +
      "lösenordet.",
  },
  accounts: {
    title: "Konton",
    heading: (count: string) =>
      count === "1" ? "Ett konto kan logga in." : `${count} konton kan logga in.`,
    lead:
      "Den som bjuds in får en länk för att välja lösenord, och släpps sedan in härifrån. Länken " +
      "ensam öppnar ingenting.",
    name: "Namn",
    role: "Roll",
    unit: "Enhet",
    noUnit: "Hela kommunen",
    worstDay: "för värsta dagen",
    state: "Läge",
    do: "Gör",
    states: {
      invited: "inbjuden",
      confirmed: "väntar på att släppas in",
      active: "öppet",
      locked: "låst",
      closed: "stängt",
    },
    steps: {
      activate: "Släpp in",
      lock: "Lås",
      unlock: "Lås upp",
      reset: "Ny länk",
      factor: "Ta bort andra faktorn",
      close: "Stäng",
    },
    ask: {
      activate: (name: string) => `Släppa in ${name}?`,
      lock: (name: string) => `Låsa ${name}?`,
      unlock: (name: string) => `Låsa upp ${name}?`,
      reset: (name: string) => `Ge ${name} en ny länk?`,
      factor: (name: string) => `Ta bort andra faktorn för ${name}?`,
      close: (name: string) => `Stänga ${name}?`,
    },
    askText: {
      activate: "Fråga personen först om det var den som valde lösenordet.",
      lock: "Alla inloggningar avslutas. Kontot kan låsas upp igen.",
      unlock: "Personen kan logga in igen med sitt lösenord.",
      reset: "Lösenordet slutar gälla, alla inloggningar avslutas, och kontot släpps in på nytt.",
      factor:
        "För den som blivit av med telefon och koder. Lösennycklarna tas också bort. Fråga personen " +
        "själv först.",
      close: "Det går inte att ångra. Namnet står kvar i loggen och kan inte användas igen.",
    },
    assign: "Ändra",
    assignTitle: (name: string) => `Roll och enhet för ${name}`,
    save: "Spara",
    leave: "Låt det vara",
    inviteTitle: "Bjud in",
    invite: "Bjud in",
  },
  link: {
    title: (name: string) => `Länk till ${name}`,
    text: (until: string) =>
      `Den visas bara nu, kan användas en gång och gäller till ${until}. Lämna den så att ingen ` +
      "annan ser den.",
    copy: "Kopiera länken",
    copied: "Länken är kopierad.",
  },
  units: {
    title: "Enheter",
    lead: "En roll som är bunden till en enhet når den och allt under den.",
    none: "Inga enheter finns ännu.",
    name: "Enhetens namn",
    parent: "Ligger under",
    top: "Kommunen",
    add: "Lägg till enheten",
    remove: "Ta bort",
  },
  notActive: "Kontot är inte öppet. Be en administratör släppa in det eller låsa upp det.",
  factor: {
    title: "Andra faktor",
    demanded: (role: string) =>
      `Din roll, ${role}, måste ha en andra faktor. Lägg till den här; sedan öppnas resten.`,
    none:
      "Med en kod från en app i telefonen räcker det inte att någon kommer över ditt lösenord. Appen " +
      "behöver inget nät.",
    add: "Lägg till en app",
    type: "Skriv in nyckeln i en autentiseringsapp (tidsbaserad, sex siffror, 30 sekunder):",
    open: "Öppna i en app på den här enheten",
    code: "Kod",
    codeHint: "Sex siffror ur appen, eller en återställningskod.",
    wrong: "Koden stämmer inte. En kod gäller en gång; vänta på nästa.",
    confirm: "Slå på",
    recovery:
      "Den andra faktorn är på. Skriv ut återställningskoderna och lås in dem: de visas bara nu, " +
      "och var och en gäller en gång om telefonen är borta.",
    print: "Skriv ut",
    kept: "Jag har sparat koderna",
    active: (codes: string) =>
      `Den andra faktorn är på. Återställningskoder kvar: ${codes}. Den tas bort med lösenordet och ` +
      "en kod.",
    remove: "Ta bort den",
  },
  demands: {
    title: "Krav på en andra faktor",
    lead: "Den som har en sådan roll kan inte göra något innan en andra faktor finns.",
  },
  provider: svProvider,
  incident: {
    title: "Incidentläge",
    lead:
      "Vid ett intrång släpps bara de namngivna in, och alla andras inloggningar vilar. Den som " +
      "slår på läget och konton för värsta dagen släpps alltid in.",
    admitted: "De som släpps in",
    begin: "Slå på incidentläge",
    ask: "Slå på incidentläge?",
    askText: "Alla andra stängs ute genast, tills läget slås av.",
    yes: "Slå på",
    since: (at: string) => `Incidentläget är på sedan ${at}.`,
    end: "Slå av incidentläget",
    shut: "Det är incident. Bara namngivna personer släpps in just nu.",
  },
  alerts: {
    title: "Larm",
    incident: (at: string) => `Incidentläge sedan ${at}: bara namngivna personer släpps in.`,
    used: (name: string, at: string) =>
      `Kontot för värsta dagen, ${name}, loggade in ${at}. Ta reda på varför.`,
    seen: "Jag har tagit reda på det",
  },
  passkeys: {
    title: "Lösennycklar",
    lead:
      "En lösennyckel i telefonen, datorn eller på en säkerhetsnyckel loggar in utan lösenord, fungerar " +
      "bara mot den här adressen och går inte att lura av dig.",
    notHere:
      "Här går det inte att lägga till en: webbläsaren kräver ett namn och en krypterad anslutning, " +
      "eller localhost.",
    name: "Namn på nyckeln",
    nameHint: "Så att du känner igen den, till exempel Tjänstetelefonen.",
    add: "Lägg till en nyckel",
    since: "Tillagd",
    used: "Senast använd",
    remove: "Ta bort",
    declined: "Enheten gav ingen nyckel. Inget har ändrats.",
    signIn: "Logga in med lösennyckel",
    refused: "Det gick inte att logga in med en lösennyckel. Försök igen, eller med lösenord.",
  },
};

/** English. */
export const enPeople: typeof svPeople = {
  roles: {
    administrator: "administrator",
    "security-officer": "security officer",
    "it-operations": "IT operations",
    "system-owner": "system owner",
    "head-of-service": "head of service",
    communicator: "communicator",
    "board-reader": "reader in a committee or board",
    auditor: "auditor",
    employee: "employee",
    pupil: "pupil",
    consultant: "consultant",
  },
  ownTitle: "My page",
  ownHeading: (name) => `Hello ${name}!`,
  ownLead: (role) =>
    `You are signed in as ${role}. In that role nothing of the municipality’s security is shown.`,
  own: {
    title: "My account",
    lead: (name, role) => `You are signed in as ${name}, ${role}.`,
    passwordTitle: "Change password",
    oldPassword: "Current password",
    newPassword: "New password",
    change: "Change the password",
    changed: "The password is changed. All other sessions have ended.",
    sessionsTitle: "Sessions",
    sessionsLead:
      "Where you are signed in now. An address you do not know: end it, and change your password.",
    address: "Address",
    here: "this one",
    since: "Since",
    seen: "Last used",
    end: "End",
  },
  invitation: {
    title: "Invitation",
    badTitle: "The link cannot be used.",
    heading: (name) => `Welcome, ${name}. Choose a password.`,
    lead: "The link can be used once. Then an administrator lets the account in.",
    choose: "Save the password",
    doneTitle: "The password is saved.",
    doneLead:
      "Tell whoever invited you. Once the account has been let in you sign in with your name and " +
      "the password.",
  },
  accounts: {
    title: "Accounts",
    heading: (count) =>
      count === "1" ? "One account can sign in." : `${count} accounts can sign in.`,
    lead:
      "Whoever is invited gets a link by which to choose a password, and is then let in from here. " +
      "The link alone opens nothing.",
    name: "Name",
    role: "Role",
    unit: "Unit",
    noUnit: "The whole municipality",
    worstDay: "for the worst day",
    state: "State",
    do: "Do",
    states: {
      invited: "invited",
      confirmed: "waits to be let in",
      active: "open",
      locked: "locked",
      closed: "closed",
    },
    steps: {
      activate: "Let in",
      lock: "Lock",
      unlock: "Unlock",
      reset: "New link",
      factor: "Remove second factor",
      close: "Close",
    },
    ask: {
      activate: (name) => `Let ${name} in?`,
      lock: (name) => `Lock ${name}?`,
      unlock: (name) => `Unlock ${name}?`,
      reset: (name) => `Give ${name} a new link?`,
      factor: (name) => `Remove the second factor of ${name}?`,
      close: (name) => `Close ${name}?`,
    },
    askText: {
      activate: "Ask the person first whether it was they who chose the password.",
      lock: "All sessions end. The account can be unlocked again.",
      unlock: "The person can sign in again with the same password.",
      reset: "The password no longer holds, all sessions end, and the account is let in anew.",
      factor: "For whoever has lost phone and codes. Passkeys go too. Ask the person first.",
      close: "It cannot be undone. The name stays in the log and cannot be used again.",
    },
    assign: "Change",
    assignTitle: (name) => `Role and unit of ${name}`,
    save: "Save",
    leave: "Leave it",
    inviteTitle: "Invite",
    invite: "Invite",
  },
  link: {
    title: (name) => `Link for ${name}`,
    text: (until) =>
      `It is shown only now, can be used once, and holds until ${until}. Hand it over so that ` +
      "nobody else sees it.",
    copy: "Copy the link",
    copied: "The link is copied.",
  },
  units: {
    title: "Units",
    lead: "A role that is bound to a unit reaches it and everything under it.",
    none: "There are no units yet.",
    name: "Name of the unit",
    parent: "Lies under",
    top: "The municipality",
    add: "Add the unit",
    remove: "Remove",
  },
  notActive: "The account is not open. Ask an administrator to let it in or to unlock it.",
  factor: {
    title: "Second factor",
    demanded: (role) =>
      `Your role, ${role}, must have a second factor. Add it here; then the rest opens.`,
    none:
      "With a code from an app on your phone it is not enough for somebody to come by your password. " +
      "The app needs no network.",
    add: "Add an app",
    type: "Type the key into an authenticator app (time-based, six digits, 30 seconds):",
    open: "Open in an app on this device",
    code: "Code",
    codeHint: "Six digits from the app, or a recovery code.",
    wrong: "The code is wrong. A code holds once; wait for the next.",
    confirm: "Switch on",
    recovery:
      "The second factor is on. Print the recovery codes and lock them away: they are shown only " +
      "now, and each holds once if the phone is gone.",
    print: "Print",
    kept: "I have kept the codes",
    active: (codes) =>
      `The second factor is on. Recovery codes left: ${codes}. It is removed with the password and a ` +
      "code.",
    remove: "Remove it",
  },
  demands: {
    title: "Second factor demanded of",
    lead: "Whoever has such a role can do nothing before there is a second factor.",
  },
  provider: enProvider,
  incident: {
    title: "Incident mode",
    lead:
      "In an intrusion only those named are let in, and everybody else’s sessions rest. Whoever " +
      "switches it on and accounts for the worst day are always let in.",
    admitted: "Those who are let in",
    begin: "Switch incident mode on",
    ask: "Switch incident mode on?",
    askText: "Everybody else is shut out at once, until it is switched off.",
    yes: "Switch on",
    since: (at) => `Incident mode has been on since ${at}.`,
    end: "Switch incident mode off",
    shut: "There is an incident. Only named people are let in now.",
  },
  alerts: {
    title: "Alerts",
    incident: (at) => `Incident mode since ${at}: only named people are let in.`,
    used: (name, at) => `The account for the worst day, ${name}, signed in at ${at}. Find out why.`,
    seen: "I have found out",
  },
  passkeys: {
    title: "Passkeys",
    lead:
      "A passkey on your phone, computer or security key signs in without a password, works for this " +
      "address alone, and cannot be coaxed out of you.",
    notHere:
      "None can be added here: the browser wants a name and an encrypted connection, or localhost.",
    name: "Name of the passkey",
    nameHint: "So that you know it again, such as Work phone.",
    add: "Add a passkey",
    since: "Added",
    used: "Last used",
    remove: "Remove",
    declined: "The device gave no passkey. Nothing has changed.",
    signIn: "Sign in with a passkey",
    refused: "Signing in with a passkey did not work. Try again, or with your password.",
  },
};
