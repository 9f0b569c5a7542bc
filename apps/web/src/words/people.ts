/** The words of people: roles, units and accounts, in both languages. */

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
      close: "Stäng",
    },
    ask: {
      activate: (name: string) => `Släppa in ${name}?`,
      lock: (name: string) => `Låsa ${name}?`,
      unlock: (name: string) => `Låsa upp ${name}?`,
      reset: (name: string) => `Ge ${name} en ny länk?`,
      close: (name: string) => `Stänga ${name}?`,
    },
    askText: {
      activate: "Fråga personen först om det var den som valde lösenordet.",
      lock: "Alla inloggningar avslutas. Kontot kan låsas upp igen.",
      unlock: "Personen kan logga in igen med sitt lösenord.",
      reset: "Lösenordet slutar gälla, alla inloggningar avslutas, och kontot släpps in på nytt.",
      close: "Det går inte att ångra. Namnet står kvar i loggen och kan inte användas igen.",
    },
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
      close: "Close",
    },
    ask: {
      activate: (name) => `Let ${name} in?`,
      lock: (name) => `Lock ${name}?`,
      unlock: (name) => `Unlock ${name}?`,
      reset: (name) => `Give ${name} a new link?`,
      close: (name) => `Close ${name}?`,
    },
    askText: {
      activate: "Ask the person first whether it was they who chose the password.",
      lock: "All sessions end. The account can be unlocked again.",
      unlock: "The person can sign in again with the same password.",
      reset: "The password no longer holds, all sessions end, and the account is let in anew.",
      close: "It cannot be undone. The name stays in the log and cannot be used again.",
    },
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
};
