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
};
