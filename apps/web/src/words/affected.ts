/** The words of the page that holds a warning against what is known. */

/** Swedish; its shape is law for the other. */
export const svAffected = {
  title: "Är vi drabbade?",
  heading: "Är vi drabbade?",
  headingNothing: "Texten nämner inget som är känt hos er.",
  headingNone: (maybe: string) =>
    `Inget hos er är känt som drabbat; ${maybe} nämns och är inte utredda.`,
  headingSome: (sure: string, isOne: boolean, maybe: string) =>
    `${isOne ? "Ett ställe" : `${sure} ställen`} hos er är ${isOne ? "drabbat" : "drabbade"}` +
    (maybe === "0" ? "." : `; ${maybe} nämns och är inte utredda.`),
  lead:
    "Klistra in en varning från CERT-SE, ett CVE-nummer, en produkt eller en leverantör. Den hålls mot " +
    "det ni har läst in. Inget skickas någonstans.",
  text: "Varningen, eller ett namn",
  hint: "Klistra inte in något säkerhetsskyddsklassificerat: det hör inte hemma här. Texten sparas inte.",
  ask: "Se efter",
  needText: "Klistra in eller skriv något först.",
  looked: (names: string) => `Det här i texten är känt: ${names}.`,
  nothingText:
    "Ingen CVE och inget namn på program, operativsystem, system eller leverantör i er modell står i texten. " +
    "Det säger inte att ni inte berörs: det som inte är inläst syns inte.",
  advisories: (day: string) =>
    `CVE-nummer hålls mot det granskningar har funnit och mot kända sårbarheter lästa ${day}.`,
  noAdvisories:
    "CVE-nummer hålls bara mot det granskningar har funnit: inga kända sårbarheter är inlästa " +
    "(vallgrav update).",
  sureTitle: "Drabbade",
  sureNone: "Ingen granskning och ingen känd sårbarhet säger att något hos er är drabbat.",
  maybeTitle: "Vet inte",
  maybeText:
    "Det här nämns i texten, men det är inte utrett om det är drabbat: versionen är okänd, eller ingen har granskat det.",
  maybeNone: "Inget annat nämns.",
  where: "Var",
  systems: "System där",
  owner: "Ägare",
  nobody: "ingen känd",
  committee: "Nämnd eller bolag",
  because: "Genom",
  ports: "Öppna portar",
  reached: "Nås från",
  lettersTitle: "Brev till ägarna",
  lettersText: "Utkast att ändra som ni vill. Vallgrav skickar dem inte.",
  to: (owner: string) => `Till ${owner}`,
  toNobody: "Till den som äger det ingen står som ägare till",
  subject: (text: string) => `Ämne: ${text}`,
  copy: "Kopiera brevet",
  copied: "Brevet är kopierat.",
  mail: "Öppna i e-post",
  about: (what: string, owner: string) => `${what}: ${owner}`,
  tooLong: "För långt för att öppnas i e-post: kopiera det.",
  print: "Skriv ut",
  csv: "Hämta listan som CSV",
  csvFile: "drabbade.csv",
};

/** English. */
export const enAffected: typeof svAffected = {
  title: "Are we affected?",
  heading: "Are we affected?",
  headingNothing: "The text names nothing that is known here.",
  headingNone: (maybe) =>
    `Nothing here is known to be affected; ${maybe} are named and not examined.`,
  headingSome: (sure, isOne, maybe) =>
    `${isOne ? "One place here is" : `${sure} places here are`} affected` +
    (maybe === "0" ? "." : `; ${maybe} are named and not examined.`),
  lead:
    "Paste a warning from CERT-SE, a CVE number, a product or a supplier. It is held against what you " +
    "have read in. Nothing is sent anywhere.",
  text: "The warning, or a name",
  hint: "Paste nothing that is security-classified: it does not belong here. The text is not kept.",
  ask: "Look",
  needText: "Paste or write something first.",
  looked: (names) => `Known of what stands in the text: ${names}.`,
  nothingText:
    "No CVE and no name of software, operating system, system or supplier in your model stands in the text. " +
    "That does not say you are unaffected: what was not read in is not seen.",
  advisories: (day) =>
    `CVE numbers are held against what scans found and against known weaknesses read ${day}.`,
  noAdvisories:
    "CVE numbers are held against what scans found alone: no known weaknesses were read (vallgrav update).",
  sureTitle: "Affected",
  sureNone: "No scan and no known weakness says that anything here is affected.",
  maybeTitle: "Not known",
  maybeText:
    "This is named in the text, but whether it is affected is not examined: the version is unknown, or nobody looked.",
  maybeNone: "Nothing else is named.",
  where: "Where",
  systems: "Systems there",
  owner: "Owner",
  nobody: "nobody known",
  committee: "Committee or company",
  because: "By",
  ports: "Open ports",
  reached: "Reached from",
  lettersTitle: "Letters to the owners",
  lettersText: "Drafts to change as you like. Vallgrav does not send them.",
  to: (owner) => `To ${owner}`,
  toNobody: "To whoever owns what nobody is known to own",
  subject: (text) => `Subject: ${text}`,
  copy: "Copy the letter",
  copied: "The letter is copied.",
  mail: "Open in mail",
  about: (what, owner) => `${what}: ${owner}`,
  tooLong: "Too long to open in mail: copy it.",
  print: "Print",
  csv: "Fetch the list as CSV",
  csvFile: "affected.csv",
};
