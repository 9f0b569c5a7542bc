/** The words of signing in through the municipality's own provider. */

/** Swedish; its shape is law for the other. */
export const svProvider = {
  title: "Inloggning",
  signIn: (name: string) => `Logga in med ${name}`,
  take: (name: string) => `Använd ${name} i stället för ett lösenord`,
  badTitle: "Du är inte inloggad.",
  confirmedTitle: "Inbjudan är besvarad.",
  confirmedLead:
    "Säg till den som bjöd in dig. När kontot har släppts in loggar du in på samma sätt.",
  incident:
    "Det är incident, och då är kommunens inloggning avstängd. Den som är namngiven loggar in med namn " +
    "och lösenord.",
};

/** English. */
export const enProvider: typeof svProvider = {
  title: "Sign-in",
  signIn: (name) => `Sign in with ${name}`,
  take: (name) => `Use ${name} instead of a password`,
  badTitle: "You are not signed in.",
  confirmedTitle: "The invitation is taken up.",
  confirmedLead:
    "Tell whoever invited you. Once the account has been let in you sign in the same way.",
  incident:
    "There is an incident, and the municipality's sign-in is turned off. Whoever is named signs in with " +
    "name and password.",
};
