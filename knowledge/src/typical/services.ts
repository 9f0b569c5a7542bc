/**
 * The vital services of a typical municipality with the systems they need, for one that has shown
 * no register. Shares are of inhabitants or employees; every figure is an assumption to be replaced
 * by the register.
 */
import { type Answers, sizeIn } from "./answers.ts";
import { assumeAsset, assumeRelation, type Assuming } from "./assumed.ts";
import { typicalSizes } from "./directory.ts";

/** Inhabitants per employee: 160 000 to 15 000, and 16 000 to 1 600 in another; rounded. */
const inhabitantsPerEmployee = 10;

/** A system with the service that cannot do without it. */
export type TypicalSystem = {
  readonly key: string;
  readonly name: string;
  readonly service: string;
  readonly unit: string;
  /** Whose data, and how many of them per inhabitant. */
  readonly population: string;
  readonly personsPerInhabitant: number;
  /** Classes 0–4. */
  readonly confidentiality: number;
  readonly integrity: number;
  readonly tolerableHours: number;
  readonly restoreHours: number;
  /** Share of the employees who work with it. */
  readonly staffShare: number;
  /** What the reserve routine covers, and for how many hours. */
  readonly reserveShare: number;
  readonly reserveHours: number;
};

/** ASSUMPTION, all of it; home care per inhabitant after one municipality's published figures. */
export const typicalSystems: readonly TypicalSystem[] = [
  {
    key: "care",
    name: "omsorgssystem (antaget)",
    service: "Hemtjänst (antagen)",
    unit: "vård och omsorg",
    population: "clients",
    personsPerInhabitant: 0.025,
    confidentiality: 3,
    integrity: 3,
    tolerableHours: 4,
    restoreHours: 24,
    staffShare: 0.1,
    reserveShare: 0.4,
    reserveHours: 24,
  },
  {
    key: "journal",
    name: "patientjournal (antagen)",
    service: "Hemsjukvård (antagen)",
    unit: "vård och omsorg",
    population: "clients",
    personsPerInhabitant: 0.02,
    confidentiality: 3,
    integrity: 3,
    tolerableHours: 2,
    restoreHours: 24,
    staffShare: 0.03,
    reserveShare: 0.4,
    reserveHours: 24,
  },
  {
    key: "alarm",
    name: "trygghetslarm (antaget)",
    service: "Trygghetslarm (antaget)",
    unit: "vård och omsorg",
    population: "clients",
    personsPerInhabitant: 0.015,
    confidentiality: 2,
    integrity: 3,
    tolerableHours: 1,
    restoreHours: 12,
    staffShare: 0.005,
    reserveShare: 0.2,
    reserveHours: 12,
  },
  {
    key: "welfare",
    name: "socialtjänstens system (antaget)",
    service: "Ekonomiskt bistånd (antaget)",
    unit: "socialtjänst",
    population: "clients",
    personsPerInhabitant: 0.03,
    confidentiality: 4,
    integrity: 3,
    tolerableHours: 24,
    restoreHours: 24,
    staffShare: 0.03,
    reserveShare: 0.3,
    reserveHours: 72,
  },
  {
    key: "school",
    name: "elevregister (antaget)",
    service: "Grundskola (antagen)",
    unit: "skola",
    population: "pupils",
    personsPerInhabitant: 0.12,
    confidentiality: 2,
    integrity: 2,
    tolerableHours: 72,
    restoreHours: 24,
    staffShare: 0.25,
    reserveShare: 0.7,
    reserveHours: 120,
  },
  {
    key: "payroll",
    name: "lönesystem (antaget)",
    service: "Löneutbetalning (antagen)",
    unit: "personal",
    population: "employees",
    personsPerInhabitant: 0.1,
    confidentiality: 2,
    integrity: 3,
    tolerableHours: 72,
    restoreHours: 24,
    staffShare: 0.005,
    reserveShare: 0.5,
    reserveHours: 240,
  },
  {
    key: "water",
    name: "vattenstyrning (antagen)",
    service: "Dricksvatten (antaget)",
    unit: "teknik",
    population: "residents",
    personsPerInhabitant: 0,
    confidentiality: 1,
    integrity: 4,
    tolerableHours: 8,
    restoreHours: 48,
    staffShare: 0.005,
    reserveShare: 0.7,
    reserveHours: 72,
  },
];

function assumeSystem(into: Assuming, one: TypicalSystem, employees: number): void {
  const system = assumeAsset(into, {
    kind: "system",
    key: one.key,
    name: one.name,
    says: {
      "tolerable-outage-hours": one.tolerableHours,
      "restore-hours": one.restoreHours,
      "reserve-share": one.reserveShare,
      "reserve-hours": one.reserveHours,
      staff: Math.round(employees * one.staffShare),
      "owner-organisation": one.unit,
    },
  });
  const service = assumeAsset(into, { kind: "service", key: one.key, name: one.service });
  const information = assumeAsset(into, {
    kind: "information",
    key: one.key,
    name: one.name,
    says: {
      persons: Math.round(employees * inhabitantsPerEmployee * one.personsPerInhabitant),
      population: [one.population],
      confidentiality: one.confidentiality,
      integrity: one.integrity,
    },
  });
  const backup = assumeAsset(into, {
    kind: "backup",
    key: one.key,
    name: `säkerhetskopia av ${one.name}`,
  });
  assumeRelation(into, system, "supports", service);
  assumeRelation(into, system, "holds", information);
  const supplier = assumeAsset(into, {
    kind: "supplier",
    key: one.key,
    name: `leverantör av ${one.name}`,
  });
  assumeRelation(into, system, "backed-up-by", backup);
  assumeRelation(into, system, "supplied-by", supplier);
}

/** Assumes vital services, the systems they need, their information, copies and suppliers. */
export function assumeServices(into: Assuming, answers: Answers): void {
  const employees = sizeIn(answers, "employees") ?? typicalSizes.employees;
  for (const one of typicalSystems) assumeSystem(into, one, employees);
}
