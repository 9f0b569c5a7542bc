/** The words of harm tests, and of the mark on what may be secret. */
import type { ReleaseOutcome, ReleasesView } from "@vallgrav/platform/api";

type Presumption = ReleasesView["grounds"][number]["presumption"];

/** Swedish; its shape is law for the other. */
export const svReleases = {
  /** On every page, on screen and paper, that tells of systems, weaknesses or incidents. */
  mark: "Kan vara sekretess. Menprövas innan det lämnas ut.",
  title: "Utlämnanden",
  heading: (open: number) =>
    open === 0
      ? "Inget väntar på menprövning."
      : open === 1
        ? "En begäran väntar på menprövning."
        : `${open} begäranden väntar på menprövning.`,
  lead:
    "Allt i Vallgrav är allmän handling eller kan bli det, och det mesta kan vara sekretess. Den som " +
    "begär ut något ska ha svar skyndsamt. Här står vem som bad om vad, och vem som beslutade varför.",
  none: "Ingen har begärt ut något.",
  warning: "Skriv inget säkerhetsskyddsklassificerat här, och inga personnummer.",
  whole: "Kommunen som helhet",
  unknown: "någon som inte uppgett sitt namn",
  csv: "Hämta som fil",
  enter: "För in en begäran",
  unit: "Vilken myndighet har fått begäran?",
  asker: "Vem begär?",
  askerHint: "Får lämnas tomt: den som begär behöver inte säga vem den är eller varför.",
  what: "Vad begärs?",
  whatHint: "Så att det går att veta vilka handlingar, men inte vad som står i dem.",
  materials: "Av vilket slag",
  askedAt: "När kom begäran?",
  askedAtHint: "Datum och klockslag, till exempel 2026-11-24 14:30, i din tid.",
  badMoment: "Skriv datum och klockslag så: 2026-11-24 14:30.",
  noMaterial: "Kryssa för minst ett slag.",
  save: "Spara begäran",
  decide: "Besluta",
  outcome: "Beslut",
  outcomes: {
    released: "lämnas ut",
    "in-part": "lämnas ut i delar",
    refused: "lämnas inte ut",
  } satisfies Record<ReleaseOutcome, string>,
  undecided: "väntar på menprövning",
  grounds: "Enligt",
  noGround: "Kryssa för det lagrum som hindrar.",
  presumptions: {
    open: "offentligt om ingen skada kan antas",
    secret: "hemligt om det inte står klart att ingen skadas",
    neither: "",
  } satisfies Record<Presumption, string>,
  unchecked: "inte kontrollerat mot källan",
  near: "ligger närmast",
  reason: "Skäl: vilken skada, eller varför ingen",
  decidedBy: "Vem beslutar?",
  decidedByHint: "Den som har rätt att besluta enligt delegationsordningen.",
  saveDecision: "Spara beslutet",
  appeal:
    "Nekas något har den som begärt rätt till ett skriftligt beslut och till att få veta hur det " +
    "överklagas (till kammarrätten; inte kontrollerat mot källan).",
  asked: (at: string, by: string) => `Begärt ${at}, infört av ${by}.`,
  decided: (who: string, at: string) => `Beslutat av ${who} ${at}.`,
};

/** English. */
export const enReleases: typeof svReleases = {
  mark: "May be secret. A harm test comes before it is given out.",
  title: "Releases",
  heading: (open) =>
    open === 0
      ? "Nothing waits for a harm test."
      : open === 1
        ? "One request waits for a harm test."
        : `${open} requests wait for a harm test.`,
  lead:
    "Everything in Vallgrav is an official document or may become one, and most of it may be secret. " +
    "Whoever asks is to have a prompt answer. Here stands who asked for what, and who decided why.",
  none: "Nobody has asked for anything.",
  warning: "Write nothing security-classified here, and no personal identity numbers.",
  whole: "The municipality as a whole",
  unknown: "somebody who gave no name",
  csv: "Take as a file",
  enter: "Enter a request",
  unit: "Which authority was asked?",
  asker: "Who asks?",
  askerHint: "May be left empty: whoever asks need not say who they are, or why.",
  what: "What is asked for?",
  whatHint: "So that one knows which documents, but not what stands in them.",
  materials: "Of which kind",
  askedAt: "When did the request come?",
  askedAtHint: "Date and time, as 2026-11-24 14:30, in your own time.",
  badMoment: "Enter date and time like this: 2026-11-24 14:30.",
  noMaterial: "Tick one kind at least.",
  save: "Save the request",
  decide: "Decide",
  outcome: "Decision",
  outcomes: { released: "released", "in-part": "released in part", refused: "refused" },
  undecided: "waits for a harm test",
  grounds: "By",
  noGround: "Tick the paragraph that stands against it.",
  presumptions: {
    open: "open unless harm can be assumed",
    secret: "secret unless it is clear that there is no harm",
    neither: "",
  },
  unchecked: "not held against its source",
  near: "nearest",
  reason: "Reason: which harm, or why none",
  decidedBy: "Who decides?",
  decidedByHint: "Whoever may by the rules of delegation.",
  saveDecision: "Save the decision",
  appeal:
    "Where something is refused, whoever asked has the right to a decision in writing, and to be told " +
    "how to appeal (to the administrative court of appeal; not held against its source).",
  asked: (at, by) => `Asked ${at}, entered by ${by}.`,
  decided: (who, at) => `Decided by ${who} ${at}.`,
};
