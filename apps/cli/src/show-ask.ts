/** `ask`: questions to the people who know, from the terminal. */
import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AskBoard, AskCandidate, AskForm, AskMade } from "@vallgrav/platform/api";
import type { Answered, AskResult } from "@vallgrav/platform/asking";
import type { Rooms } from "@vallgrav/server";
import { share, visible, whole } from "./format.ts";
import type { AskCommand } from "./knowing-arguments.ts";
import { terminalUser } from "./show-knowing.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** Days until a form of the terminal expires. */
const days = 14;
const shownMost = 15;
const parametersMost = 5;

function candidateLines(
  candidate: AskCandidate,
  speak: AskBoard["speak"],
  speaker: Speaker,
): readonly string[] {
  const { words, language } = speaker;
  const { asset, question, owner, because, holds, onWays, hours, isAsked } = candidate;
  const said = words.knowing.ask;
  const why =
    speak === "words" && (because === "clear" || because === "hours")
      ? said.inWords[because]
      : because === "clear" && holds !== null
        ? said.clear(share(holds.low, language), share(holds.high, language))
        : because === "ways"
          ? said.ways(share(onWays ?? 0, language))
          : because === "hours"
            ? said.hours(whole(hours ?? 0, language))
            : said.none;
  return [
    `${visible(asset.id)} ${question}${isAsked ? `  (${said.asked})` : ""}`,
    `  ${visible(candidate.words.text[language])}`,
    `  ${visible(owner ?? said.noOwner)}; ${why}`,
  ];
}

function formLines(form: AskForm, { words, language }: Speaker): readonly string[] {
  const said = words.knowing.ask;
  const { code, person, state, items, moved, expiresAt, note } = form;
  const head = `${code}  ${visible(person)}  ${said.states[state]}, ${expiresAt.slice(0, 10)}`;
  const lines = items.flatMap(({ words: question, answer }) => {
    const choices = question.choices.map(({ id, text }) => `${id} (${text[language]})`).join(", ");
    const answered = question.choices.find(({ id }) => id === answer)?.text[language];
    return [
      `  ${visible(question.text[language])}`,
      `    ${answer === null ? choices : (answered ?? said.others[answer as "unknown"])}`,
    ];
  });
  const after = moved?.after ?? null;
  const before = moved?.before ?? null;
  const change =
    after === null || before === null || [before, after].some(({ speak }) => speak === "words")
      ? []
      : [
          `  ${said.moved(
            share(before.probabilityHolds, language),
            share(after.probabilityHolds, language),
            moved?.together ?? 1,
          )}`,
        ];
  return [head, ...lines, ...(note === null ? [] : [`  ${visible(note)}`]), ...change];
}

/** Unknowns of whole classes that no owner knows, and that stand out from chance. */
function parameterLines({ parameters }: AskBoard, { words, language }: Speaker): readonly string[] {
  const clear = parameters.filter(({ loss }) => loss.isClear).slice(0, parametersMost);
  if (clear.length === 0) return [];
  const { parameters: title, what: whats } = words.knowing.ask;
  return [
    "",
    title,
    ...clear.map(({ what, name, loss }) => {
      return `  ${visible(name[language])}: ${whats[what]} (${share(loss.share, language)})`;
    }),
  ];
}

function boardTold(board: AskBoard, speaker: Speaker): Told {
  const { words, language } = speaker;
  const said = words.knowing.ask;
  const shown = board.candidates.slice(0, shownMost);
  return {
    exit: 0,
    document: board,
    lines: [
      said.open(whole(board.total, language)),
      ...shown.flatMap((one) => candidateLines(one, board.speak, speaker)),
      ...parameterLines(board, speaker),
      ...(board.forms.length === 0 ? [] : ["", said.forms]),
      ...board.forms.flatMap((form) => formLines(form, speaker)),
      "",
      said.how,
    ],
    problems: [],
    object: "",
  };
}

function madeTold(made: AskResult<AskMade>, { words, language }: Speaker): Told {
  if (!made.ok) return refused([made.problem]);
  const { form, token } = made.value;
  const link = `/fraga#${token}`;
  const questions = form.items.map(({ words: question }) => visible(question.text[language]));
  const letter = words.knowing.ask.letter(link, questions, form.expiresAt.slice(0, 10));
  return {
    exit: 0,
    document: { form, link },
    lines: [`${form.code}  ${visible(form.person)}`, "", ...letter],
    problems: [],
    object: form.id,
  };
}

/** Reads the facts of an answer in; whatever fails, the form is open again. */
async function takeFacts(rooms: Rooms, { file, undo }: Answered): Promise<boolean> {
  if (file === null) return true;
  const path = join(rooms.incoming, randomUUID());
  try {
    await writeFile(path, file.text, { mode: 0o600 });
    const one = { path, name: file.name, modifiedAt: rooms.now(), temporary: true };
    const begun = await rooms.identify.importFiles([one], file.by);
    const job = await rooms.jobs.wait(begun.id);
    if (job?.state === "done") return true;
    await undo();
    return false;
  } catch (error) {
    await undo();
    throw error;
  } finally {
    await rm(path, { force: true });
  }
}

async function answer(
  rooms: Rooms,
  id: string,
  answers: readonly string[],
  speaker: Speaker,
): Promise<Told> {
  const onBehalf = { by: "", channel: "phone", enteredBy: terminalUser(speaker) } as const;
  const answered = await rooms.asking.answerFor(id, { answers, note: "" }, onBehalf);
  if (!answered.ok) return refused([answered.problem]);
  if (!(await takeFacts(rooms, answered.value)))
    return refused([{ code: "asking/bad-answer", severity: "error", at: null, args: {} }]);
  const { form } = answered.value;
  const lines = formLines(form, speaker);
  return { exit: 0, document: { form }, lines, problems: [], object: form.id };
}

/** Does what is asked of people. */
export async function showAsk(rooms: Rooms, command: AskCommand, speaker: Speaker): Promise<Told> {
  const { asking } = rooms;
  if (command.what === "list") return boardTold(await asking.board(), speaker);
  if (command.what === "new") {
    const { person, items } = command;
    return madeTold(await asking.make({ person, items, days }, terminalUser(speaker)), speaker);
  }
  const { forms } = await asking.board();
  const id = forms.find(({ code }) => code === command.code.toUpperCase())?.id ?? command.code;
  if (command.what === "answer") return answer(rooms, id, command.answers, speaker);
  const gone = await asking.withdraw(id);
  if (!gone.ok) return refused([gone.problem]);
  const form = gone.value;
  const lines = formLines(form, speaker);
  return { exit: 0, document: { form }, lines, problems: [], object: form.id };
}
