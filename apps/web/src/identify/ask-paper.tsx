/** A form on paper: seen only in print, and then alone. */
import type { AskForm } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { visible } from "../parts/shown-name.ts";
import { formatDay } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** Boxes to tick, with a code each, so that whoever types it in need not read the words. */
export function AskPaper({ form }: { readonly form: AskForm }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.asking;
  return (
    <section className="paper" aria-hidden="true">
      <h2>{said.paper.title}</h2>
      <p>
        {visible(form.person)} · {said.paper.code(form.code)}
      </p>
      <p>{said.paper.lead(visible(form.by), formatDay(form.expiresAt))}</p>
      <ol>
        {form.items.map((item, at) => (
          <li key={`${item.asset.id} ${item.question}`}>
            <p>
              <strong>{visible(item.words.text[language])}</strong>
            </p>
            <p className="small">{item.words.hint[language]}</p>
            <ul className="paper-boxes">
              {[
                ...item.words.choices.map(({ text }) => text[language]),
                said.other.unknown,
                said.other.elsewhere,
              ].map((text, nth) => (
                <li key={text}>
                  <span className="paper-box" /> {at + 1}
                  {"ABCDEFGHIJ"[nth]} {text}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p className="paper-line">{said.paper.note}</p>
      <p className="paper-line">{said.paper.name}</p>
    </section>
  );
}
