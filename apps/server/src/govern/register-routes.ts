/** Registers of processing, and clocks of incidents, per committee and company. */
import { parseInstant } from "@vallgrav/kernel";
import { duties, processingFields } from "@vallgrav/knowledge";
import { type RegisterChange, registerCsv, registerLimits } from "@vallgrav/platform/govern";
import type { Registers } from "@vallgrav/platform/govern";
import { StoreConflict } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parameter, parseBody, parseQuery } from "../parse.ts";
import { type Answer, found, having, isWithin, nameOf, Refusal, type Route } from "../route.ts";
import type { Subject } from "../route.ts";

const text = z.string().max(registerLimits.text);
const id = z.string().min(1).max(64);
const entered = z.strictObject({
  id: id.nullable(),
  fields: z
    .strictObject(Object.fromEntries(processingFields.map((name) => [name, text])))
    .nullable(),
  leftOut: text.nullable(),
});
/** With its offset: the room reads it. */
const begun = z.strictObject({ what: text, knownAt: z.string().max(40) });
const word = z.strictObject({
  duty: z.enum(duties.map((duty) => duty.id)),
  state: z.enum(["open", "reported", "not-reportable"]),
  note: text,
});
const language = z.strictObject({ language: z.enum(["sv", "en"]).default("sv") });

async function answered(unit: string, change: () => Promise<RegisterChange>): Promise<Answer> {
  try {
    const made = await change();
    if (made.ok) return { ...found(made.view, unit), undo: made.undo };
    const { problem } = made;
    const status = problem.code === "registers/unknown" ? 404 : 422;
    throw new Refusal(status, problem.code, { problems: [problem] });
  } catch (error) {
    if (error instanceof StoreConflict) throw new Refusal(409, "storage/conflict");
    throw error;
  }
}

/** Routes that change a register. */
function changingRoutes(registers: Registers, subject: Subject): readonly Route[] {
  const changing = having("registers/change", subject);
  return [
    {
      method: "POST",
      path: "/registers/:id/entries",
      rule: changing,
      action: "register/change",
      takes: entered,
      handle: async ({ params, body, actor }) => {
        const unit = parameter(params, "id");
        const entry = parseBody(entered, body) as Parameters<Registers["enter"]>[1];
        return answered(unit, () => registers.enter(unit, entry, nameOf(actor)));
      },
    },
    {
      method: "POST",
      path: "/registers/:id/cases",
      rule: changing,
      action: "clock/begin",
      takes: begun,
      handle: async ({ params, body, actor }) => {
        const unit = parameter(params, "id");
        const { what, knownAt } = parseBody(begun, body);
        const told = { what, knownAt: parseInstant(knownAt) };
        return answered(unit, () => registers.begin(unit, told, nameOf(actor)));
      },
    },
    {
      method: "POST",
      path: "/registers/:id/cases/:case",
      rule: changing,
      action: "clock/settle",
      takes: word,
      handle: async ({ params, body, actor }) => {
        const [unit, of] = [parameter(params, "id"), parameter(params, "case")];
        const said = parseBody(word, body);
        return answered(unit, () => registers.settle(unit, of, said, nameOf(actor)));
      },
    },
  ];
}

/** Routes of registers. Each unit directly under the municipality, and each authority, has one. */
export function registerRoutes(registers: Registers): readonly Route[] {
  const subject: Subject = async (params) => {
    const unit = parameter(params, "id");
    return (await registers.units()).some((one) => one.id === unit) ? unit : undefined;
  };
  return [
    {
      method: "GET",
      path: "/registers",
      rule: having("registers/view", "listed"),
      action: "registers/view",
      handle: async ({ reach }) => {
        const units = (await registers.units()).filter((unit) => isWithin(reach, unit.id));
        return found(await registers.list(units));
      },
    },
    {
      method: "GET",
      path: "/registers/:id/csv",
      rule: having("registers/view", subject),
      action: "registers/export",
      asks: language,
      handle: async ({ params, query }) => {
        const id = parameter(params, "id");
        const { language: chosen } = parseQuery(language, query);
        const units = (await registers.units()).filter((unit) => unit.id === id);
        const [view] = await registers.list(units);
        if (view === undefined) throw new Refusal(404, "registers/unknown");
        return { ...found(registerCsv(view, chosen), id), type: "text/csv; charset=utf-8" };
      },
    },
    ...changingRoutes(registers, subject),
  ];
}
