/** Names and metadata of a language in a document, by the rules of the grammar. */
import type { MetaSyntax, Word } from "../language/syntax.ts";
import type { FormatReporter } from "./problems.ts";
import { reportFormat, whereOf } from "./problems.ts";
import type { Members } from "./take.ts";
import { entriesOf, need, needText, unexpectedKind } from "./take.ts";

const isName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A name by the rules of the grammar, with its place. */
export function nameOf(reporter: FormatReporter, text: string, at: number): Word {
  if (!isName.test(text))
    reportFormat(reporter, "error", at, ["mal/document-name", { name: text }]);
  return { text, at: whereOf(reporter, at) };
}

/** A member that holds a name. */
export function needName(members: Members, key: string): Word {
  const text = needText(members, key);
  const at = members.byKey.get(key)?.value.at ?? members.at;
  if (text === "" && !members.byKey.has(key)) return { text, at: whereOf(members.reporter, at) };
  return nameOf(members.reporter, text, at);
}

/** The metadata of a category, asset, step or association. */
export function readMeta(members: Members): readonly MetaSyntax[] {
  const tree = need(members, "meta");
  const { reporter } = members;
  const entries = tree === null ? null : entriesOf(reporter, tree, "meta");
  return (entries ?? []).flatMap(({ key, at, value }) => {
    if (value.kind === "text") return { key: nameOf(reporter, key, at), text: value.text };
    unexpectedKind(reporter, value.at, key, "text");
    return [];
  });
}
