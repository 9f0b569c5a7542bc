/** The words of the terminal for committees and companies, in both languages. */

/** Words of committees. */
export type CommitteeWords = {
  readonly walls: Readonly<Record<"none" | "committee" | "company", string>>;
  readonly entries: (count: number) => string;
  readonly states: Readonly<Record<"open" | "late" | "reported" | "not-reportable", string>>;
  readonly by: (receiver: string, due: string) => string;
  readonly noDue: string;
  readonly unchecked: string;
  readonly none: string;
};

/** Swedish. */
export const committeesSv: CommitteeWords = {
  walls: { none: "ingen egen gräns", committee: "nämnd med gräns", company: "bolag med gräns" },
  entries: (count) => `${count} behandlingar i registret (--csv skriver ut dem)`,
  states: {
    open: "öppen",
    late: "FÖR SENT",
    reported: "anmäld",
    "not-reportable": "ska inte anmälas",
  },
  by: (receiver, due) => `till ${receiver}, senast ${due}`,
  noDue: "utan dröjsmål",
  unchecked: "Lagrum, mottagare och tider är inte kontrollerade mot källan.",
  none: "Inga nämnder eller bolag finns än. Lägg till dem som enheter under Konton.",
};

/** English. */
export const committeesEn: CommitteeWords = {
  walls: {
    none: "no wall of its own",
    committee: "committee behind a wall",
    company: "company behind a wall",
  },
  entries: (count) => `${count} processings in the register (--csv prints them)`,
  states: {
    open: "open",
    late: "OVERDUE",
    reported: "reported",
    "not-reportable": "not to be reported",
  },
  by: (receiver, due) => `to ${receiver}, by ${due}`,
  noDue: "without delay",
  unchecked: "Laws, receivers and times have not been held against their source.",
  none: "There are no committees or companies yet. Add them as units under Accounts.",
};
