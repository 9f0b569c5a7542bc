/**
 * Reads answers to questions about the municipality as a whole:
 * `{ "vallgravAnswers": 1, "answeredAt": …, "answers": { "employees": 1500, "backups": true } }`.
 * Which questions there are, others know; here an answer is a number, yes, no, or null for "don't
 * know".
 */
import type { Json, Subject, Value } from "@vallgrav/kernel";
import { clipped, observe, refused, report, withinLimits } from "../gathering.ts";
import { member, objectOf, pointerPart, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { beginFile, count, endFile, say } from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { openJson } from "../opening/json-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";

/** The form's version that is read. */
const version = 1;

/** The one organisation that all answers are about. */
const organisation: Subject = {
  kind: "organisation",
  claims: [{ space: "register", value: "municipality" }],
};

const questionForm = /^[a-z][a-z0-9-]{0,59}$/;
/** Beyond any municipality, and below what an identity number would be. */
const most = 9_999_999;

function isCount(value: Json): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most;
}

function valueOf(value: Json): Value | null {
  return typeof value === "boolean" || isCount(value) ? value : null;
}

function readAnswer(file: MachineFile, id: string, value: Json): void {
  const place = `/answers/${pointerPart(id)}`;
  if (!questionForm.test(id)) {
    report(file.into, "warning", ["readers/bad-value", { field: "?", expected: "name" }, place]);
    return;
  }
  if (value === null) return;
  const said = valueOf(value);
  if (said === null) {
    const args = { field: clipped(id), expected: "whole-number" } as const;
    report(file.into, "warning", ["readers/bad-value", args, place]);
    return;
  }
  count(file, "answers", id);
  say(file, [organisation, place], [`answer/${id}`, said]);
}

function readAll(file: MachineFile, answers: JsonObject): Reading {
  observe(file.into, "", organisation, { is: "present" });
  for (const [id, value] of Object.entries(answers)) readAnswer(file, id, value);
  return endFile(file);
}

/** Reads a file as answers, whatever it looks like. Linear in its size. */
export function readAnswers(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openJson(input);
    if ("ok" in opened) return opened;
    const root = objectOf(opened.value);
    const answers = root === null ? null : objectOf(member(root, "answers"));
    if (root === null || answers === null)
      return refused(input, "readers/other-kind", { expected: "answers", found: "" });
    const found = member(root, "vallgravAnswers");
    if (found !== version)
      return refused(input, "readers/unsupported-version", {
        found: typeof found === "number" ? String(found) : "",
        supported: version,
      });
    const file = beginFile(input, {
      reader: "answers",
      made: textOf(member(root, "answeredAt")) ?? "",
      report: "person",
      standing: "declared",
      decodedAs: opened.decodedAs,
    });
    file.into.work += opened.work;
    return readAll(file, answers);
  });
}
