/** On what terms a plan is asked for, as it comes over the wire. */
import type { PlanReport, PlanTerms } from "@vallgrav/platform/api";
import { z } from "zod";

const objectives = ["all", "falls", "hours", "mean", "persons", "sek", "tail", "worst"] as const;
const someHours = z.number().min(0).max(1e7).optional();
const month = z.string().regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/);

type HoursByRole = PlanReport["hoursByRole"];

/** SEK of a budget. */
export const budgetAsked: z.ZodNumber = z.int().min(0).max(1e15);

/** A budget as a page asks for what is kept of it. */
export const budgetQuery = z.strictObject({
  budgetSek: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});

/** Whether a calculation that was cancelled or failed is begun anew. */
export const positionQuery = z.strictObject({ again: z.enum(["0", "1"]).default("0") });

/** Hours of the roles that are named. */
export const hoursAsked = z.strictObject({
  communication: someHours,
  leadership: someHours,
  operations: someHours,
  personnel: someHours,
  services: someHours,
});

/** The same as the room takes them. */
export function namedHours(hours: z.infer<typeof hoursAsked>): HoursByRole {
  return Object.fromEntries(Object.entries(hours).filter(([, most]) => most !== undefined));
}

/** Limits besides the budget, and what is to be made least. */
export const termsAsked = z.strictObject({
  yearlySek: z.int().min(0).max(1e15).nullable(),
  hoursByRole: hoursAsked.nullable(),
  objective: z.enum(objectives),
  dates: z
    .strictObject({ from: month.nullable(), until: month })
    .refine(({ from, until }) => from === null || from <= until)
    .nullable()
    .optional(),
  yearlyPayer: z.string().min(1).max(200).nullable().optional(),
});

/** The terms as the room takes them: roles that are not named are left out. */
export function termsOf({
  hoursByRole: hours,
  dates,
  yearlyPayer,
  ...terms
}: z.infer<typeof termsAsked>): PlanTerms {
  return {
    ...terms,
    hoursByRole: hours === null ? null : namedHours(hours),
    ...(dates === undefined ? {} : { dates }),
    ...(yearlyPayer === undefined ? {} : { yearlyPayer }),
  };
}
