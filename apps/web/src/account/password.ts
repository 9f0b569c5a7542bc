/** What is wrong with what was typed, before it is sent; pure. The server judges for itself. */
import { formatWhole, type Language } from "../words/format.ts";
import type { Words } from "../words/sv.ts";

/** The shortest password the server takes. */
export const passwordLeast = 12;

/** Errors per field; null where nothing is wrong. */
export type AccountErrors = {
  readonly name: string | null;
  readonly password: string | null;
  readonly again: string | null;
};

/** No errors. */
export const noErrors: AccountErrors = { name: null, password: null, again: null };

/** Judges the form of the first account. */
export function judgeFirstAccount(
  form: { readonly name: string; readonly password: string; readonly again: string },
  words: Words,
  language: Language,
): AccountErrors {
  const length = form.password.length;
  return {
    name: form.name.trim() === "" ? words.account.needName : null,
    password: length < passwordLeast ? words.account.tooShort(formatWhole(length, language)) : null,
    again: form.again === form.password ? null : words.account.unlike,
  };
}

/** Judges the form of sign-in. */
export function judgeSignIn(
  form: { readonly name: string; readonly password: string },
  words: Words,
): AccountErrors {
  return {
    name: form.name.trim() === "" ? words.account.needName : null,
    password: form.password === "" ? words.account.needPassword : null,
    again: null,
  };
}

/** Whether nothing was found wrong. */
export function isFaultless(errors: AccountErrors): boolean {
  return errors.name === null && errors.password === null && errors.again === null;
}
