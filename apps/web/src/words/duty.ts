/** The words of who acts outside office hours, in both languages. */

/** Swedish; its shape is law for the other. */
export const svDuty = {
  title: "Utanför kontorstid",
  acts: (who: string, reach: string) => `Utanför kontorstid agerar ${who}, som nås på ${reach}.`,
  nobody:
    "Utanför kontorstid agerar ingen. Larm som kommer då granskas på morgonen nästa arbetsdag, och " +
    "den som har tagit sig in har tiden dit för sig själv.",
  unasked: "Ingen har svarat på vem som agerar då. Svara, så gäller svaret i stället.",
  said: (by: string, at: string) => `Svaret gav ${by} ${at}.`,
  change: "Vem agerar utanför kontorstid?",
  who: "Namn eller funktion",
  reach: "Nås på",
  say: "Den agerar",
  sayNobody: "Ingen agerar då",
};

/** English. */
export const enDuty: typeof svDuty = {
  title: "Outside office hours",
  acts: (who, reach) => `Outside office hours ${who} acts, reached at ${reach}.`,
  nobody:
    "Outside office hours nobody acts. Alerts that come then are reviewed on the morning of the " +
    "next working day, and until then whoever has come in has the time to themselves.",
  unasked: "Nobody has answered who acts then. Answer, and the answer holds instead.",
  said: (by, at) => `The answer is ${by}'s, ${at}.`,
  change: "Who acts outside office hours?",
  who: "Name or function",
  reach: "Reached at",
  say: "They act",
  sayNobody: "Nobody acts then",
};
