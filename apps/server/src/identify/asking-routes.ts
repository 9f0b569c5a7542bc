/** Questions to people: the board for those who ask, and the link for those who answer. */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Instant } from "@vallgrav/kernel";
import { loadAccessPolicy } from "@vallgrav/platform/accounts";
import type { Answered, Asking, AskProblem, AskResult } from "@vallgrav/platform/asking";
import type { Identify } from "@vallgrav/platform/identify";
import type { Jobs } from "@vallgrav/platform/jobs";
import type { SettingStore } from "@vallgrav/platform/storage";
import { z } from "zod";
import type { Log } from "../log.ts";
import { parameter, parseBody } from "../parse.ts";
import {
  type Answer,
  anyone,
  editors,
  found,
  nameOf,
  readers,
  Refusal,
  type Route,
} from "../route.ts";
import { removeWhenOver } from "./incoming.ts";

/** What these routes call. */
export type AskingRooms = {
  readonly asking: Asking;
  readonly identify: Pick<Identify, "importFiles">;
  readonly jobs: Pick<Jobs, "cancel" | "wait">;
  readonly settings: Pick<SettingStore, "load">;
  readonly incoming: string;
  readonly log: Log;
  readonly now: () => Instant;
};

const idMost = 512;
const noteMost = 2_000;
/** Guesses at links per minute and address; people need a few. */
const attemptsPerMinute = 10;

const newAsk = z.strictObject({
  person: z.string().max(500),
  items: z
    .array(z.strictObject({ asset: z.string().max(idMost), question: z.string().max(60) }))
    .min(1)
    .max(3),
  days: z.int().min(1).max(60).default(14),
});
const given = z.strictObject({
  answers: z.array(z.string().max(60)).min(1).max(3),
  note: z.string().max(noteMost).default(""),
});
const byLink = given.extend({ token: z.string().min(1).max(idMost) });
const link = z.strictObject({ token: z.string().min(1).max(idMost) });
const onBehalf = given.extend({
  by: z.string().max(500).default(""),
  channel: z.enum(["phone", "paper"]),
});

const missing: ReadonlySet<AskProblem["code"]> = new Set(["asking/bad-link", "asking/unknown"]);

function valueOf<T>(result: AskResult<T>): T {
  if (result.ok) return result.value;
  const { problem } = result;
  throw new Refusal(missing.has(problem.code) ? 404 : 422, problem.code, { problems: [problem] });
}

/** Queues the facts of an answer; the form is open again where that, or the audit, fails. */
async function takeFacts(
  { identify, jobs, incoming, log, now }: AskingRooms,
  { file, undo }: Answered,
): Promise<() => Promise<unknown>> {
  if (file === null) return undo;
  const path = join(incoming, randomUUID());
  try {
    await writeFile(path, file.text, { mode: 0o600 });
    const one = { path, name: file.name, modifiedAt: now(), temporary: true };
    const job = await identify.importFiles([one], file.by);
    removeWhenOver({ jobs, log }, job.id, [path]);
    return async () => {
      await jobs.cancel(job.id);
      await undo();
    };
  } catch (error) {
    await undo();
    throw error;
  }
}

/** Links lie in mailboxes, which may have fallen: in an incident none opens. @throws {Refusal} */
async function refuseInIncident({ settings }: AskingRooms): Promise<void> {
  if ((await loadAccessPolicy(settings)).incident === null) return;
  throw new Refusal(403, "session/incident");
}

/** What those see who hold a link: no account, no session, nothing but the questions. */
function linkRoutes(rooms: AskingRooms): readonly Route[] {
  return [
    {
      method: "POST",
      path: "/ask/open",
      rule: anyone,
      action: "ask/open",
      takes: link,
      attemptsPerMinute,
      handle: async ({ body }) => {
        const { token } = parseBody(link, body);
        await refuseInIncident(rooms);
        return found(valueOf(await rooms.asking.open(token)));
      },
    },
    {
      method: "POST",
      path: "/ask/answer",
      rule: anyone,
      action: "ask/answer",
      takes: byLink,
      attemptsPerMinute,
      handle: async ({ body }): Promise<Answer> => {
        const { token, ...answers } = parseBody(byLink, body);
        await refuseInIncident(rooms);
        const answered = valueOf(await rooms.asking.answer(token, answers));
        const undo = await takeFacts(rooms, answered);
        return { ...found({}, answered.form.id), undo };
      },
    },
  ];
}

/** Routes of questions to people. */
export function askingRoutes(rooms: AskingRooms): readonly Route[] {
  const { asking } = rooms;
  return [
    ...linkRoutes(rooms),
    {
      method: "GET",
      path: "/asks",
      rule: readers,
      action: "asks/view",
      handle: async () => found(await asking.board()),
    },
    {
      method: "POST",
      path: "/asks",
      rule: editors,
      action: "asks/make",
      tellsOnce: true,
      takes: newAsk,
      handle: async ({ body, actor }) => {
        const made = valueOf(await asking.make(parseBody(newAsk, body), nameOf(actor)));
        const { id } = made.form;
        return { ...found(made, id), undo: () => asking.withdraw(id) };
      },
    },
    {
      method: "POST",
      path: "/asks/:id/answer",
      rule: editors,
      action: "asks/answer",
      takes: onBehalf,
      handle: async ({ body, actor, params }) => {
        const id = parameter(params, "id");
        const { by, channel, ...answers } = parseBody(onBehalf, body);
        const told = { by, channel, enteredBy: nameOf(actor) };
        const answered = valueOf(await asking.answerFor(id, answers, told));
        const undo = await takeFacts(rooms, answered);
        return { ...found(answered.form, id), undo };
      },
    },
    {
      method: "POST",
      path: "/asks/:id/withdraw",
      rule: editors,
      action: "asks/withdraw",
      handle: async ({ params }) => {
        const id = parameter(params, "id");
        const { form, undo } = valueOf(await asking.withdrawFor(id));
        return { ...found(form, id), undo };
      },
    },
  ];
}
