/** A row of the system register, and its defaults. */

export type SystemRow = {
  readonly id: string;
  readonly name: string;
  readonly administration: string;
  readonly owner: string;
  readonly supplier: string;
  readonly hosting: "egen drift" | "moln" | "leverantör";
  readonly servers: readonly string[];
  readonly signIn: string;
  readonly classes: readonly [number, number, number];
  /** Persons in it per employee of the municipality. */
  readonly personsPerEmployee: number;
  readonly population: string;
  readonly services: readonly string[];
  readonly tolerableHours: number | null;
  readonly dependsOn: readonly string[];
  readonly backup: string;
  readonly restoreHours: number | null;
  readonly tested: string;
  readonly reservePercent: number | null;
  readonly reserveHours: number | null;
  /** Staff of the unit that works with it per employee of the municipality; null: not stated. */
  readonly staffPerEmployee: number | null;
};

type Short = Partial<SystemRow> & Pick<SystemRow, "id" | "name" | "administration" | "classes">;

/** A row with what most systems have in common. */
export function row(short: Short): SystemRow {
  return {
    owner: "systemansvarig",
    supplier: "",
    hosting: "egen drift",
    servers: [],
    signIn: "AD",
    personsPerEmployee: 0,
    population: "",
    services: [],
    tolerableHours: null,
    dependsOn: [],
    backup: "domän",
    restoreHours: null,
    tested: "nej",
    reservePercent: null,
    reserveHours: null,
    staffPerEmployee: null,
    ...short,
  };
}
