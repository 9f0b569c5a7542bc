/** The words of the first answer: both dials before all of their runs are played. */

/** Swedish; its shape is law for the other. */
export const svFirst = {
  lead: (runs: string, all: string) =>
    `Första svar, förfinas: räknat på ${runs} av ${all} genomspelade angrepp. Talen kan ändras inom klamrarna, ` +
    "som krymper allt eftersom. Sedan räknas åtgärderna.",
  leadAll: (all: string) =>
    `Läget i dag är räknat på alla ${all} genomspelade angrepp. Åtgärderna räknas nu.`,
  unit: "Skada per angreppsförsök",
  mean: "Medel",
  between: "Ligger med 95\u00A0% säkerhet mellan",
  worst: "De 5\u00A0% värsta",
  sampling: "Mellan vilka tal svaret ligger gäller räknefelet. Vad ni inte vet kommer därtill.",
};

/** English. */
export const enFirst: typeof svFirst = {
  lead: (runs, all) =>
    `First answer, being refined: computed from ${runs} of ${all} campaigns. The figures may change within the ` +
    "brackets, which shrink as it goes on. Then the measures are computed.",
  leadAll: (all) =>
    `The position today is computed from all ${all} campaigns. The measures are being computed.`,
  unit: "Damage per campaign",
  mean: "Mean",
  between: "Between, with 95% confidence",
  worst: "The worst 5%",
  sampling: "The interval is of the sampling error. What you do not know comes on top.",
};
