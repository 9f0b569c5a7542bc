/** The words of what to do next, what to ask, and what kinds of uncertainty there are. */

/** Swedish; its shape is law for the other. */
export const svSteps = {
  measure: (name: string, share: string) =>
    `Börja med ”${name}”: utan den är ${share} mer av dagens skada kvar.`,
  measureLink: "Till planen",
  ask: (question: string) => `Fråga den som vet: ${question}`,
  askLink: "Gör en länk att skicka själv",
  source: (name: string, share: string) =>
    `Läs in ${name}: kan visa ${share} av de avgörande uppgifterna, som mest.`,
  sourceLink: "Så tar ni fram den",
  questionsSource: (share: string) =>
    `Svara på tolv frågor ur minnet: kan visa ${share} av de avgörande uppgifterna, som mest.`,
  questionsSourceLink: "Börja svara",
  reality:
    "Pröva mot verkligheten: för in ett intrångstest, en övning eller en prövad återställning.",
  realityLink: "För in",
  questions: "Frågor att ställa",
  questionsNote:
    "De obesvarade frågor som betyder mest för läget, och vem registret säger äger svaret.",
  owner: (owner: string) => `Ägare: ${owner}.`,
  noOwner: "Registret säger inte vem som äger svaret.",
  questionsLink: "Gör en länk att skicka själv",
  kinds: {
    title: "Tre sorters osäkerhet",
    sampling: "Slump",
    samplingText: (said: string) => `${said} Krymper med fler genomspelade angrepp.`,
    knowledge: "Det vi inte vet om er",
    knowledgeText: (said: string) => `${said} Krymper med fler fakta.`,
    model: "Modellens form",
    modelText:
      "Hur en angripare arbetar är en förenkling. Varken fler försök eller fler fakta hjälper: bara att " +
      "pröva mot det som händer.",
    holdsBetween: (range: string) => `Andelen försök som hålls ute kan vara ${range}.`,
    inWords: {
      none: "Svaret blir detsamma.",
      some: "Svaret kan bli ett steg bättre eller sämre.",
      much: "Svaret kan bli ett helt annat.",
    },
  },
};

/** English. */
export const enSteps: typeof svSteps = {
  measure: (name, share) =>
    `Begin with “${name}”: without it ${share} more of today's damage remains.`,
  measureLink: "To the plan",
  ask: (question) => `Ask whoever knows: ${question}`,
  askLink: "Make a link to send yourself",
  source: (name, share) =>
    `Read in ${name}: it could show ${share} of the deciding facts, at most.`,
  sourceLink: "How to get it",
  questionsSource: (share) =>
    `Answer twelve questions by heart: they can show ${share} of the deciding facts, at most.`,
  questionsSourceLink: "Begin to answer",
  reality: "Hold it against reality: enter a penetration test, an exercise or a restore test.",
  realityLink: "Enter",
  questions: "Questions to ask",
  questionsNote:
    "The unanswered questions that matter most to the position, and who owns the answer by the register.",
  owner: (owner) => `Owner: ${owner}.`,
  noOwner: "The register does not say who owns the answer.",
  questionsLink: "Make a link to send yourself",
  kinds: {
    title: "Three kinds of uncertainty",
    sampling: "Chance",
    samplingText: (said) => `${said} Shrinks with more attacks played through.`,
    knowledge: "What we do not know of you",
    knowledgeText: (said) => `${said} Shrinks with more facts.`,
    model: "The form of the model",
    modelText:
      "How an attacker works is a simplification. Neither more campaigns nor more facts help: only " +
      "holding it against what happens.",
    holdsBetween: (range) => `The share of campaigns kept out may be ${range}.`,
    inWords: {
      none: "The answer is the same.",
      some: "The answer may be one step better or worse.",
      much: "The answer may be quite another.",
    },
  },
};
