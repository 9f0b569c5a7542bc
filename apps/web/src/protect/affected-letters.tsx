/** Drafts to the owners of what a warning concerns: copied, opened in mail, or printed. */
import type { AffectedLetter } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { CopyButton } from "../parts/copy-button.tsx";
import { mailtoOf } from "../parts/mailto.ts";
import { visible } from "../parts/shown-name.ts";
import { useSpeech } from "../words/language.tsx";

/** All of them. */
export function AffectedLetters({
  letters,
}: {
  readonly letters: readonly AffectedLetter[];
}): ReactNode {
  const { words } = useSpeech();
  const said = words.affected;
  if (letters.length === 0) return null;
  return (
    <section className="section affected-letters">
      <h2>{said.lettersTitle}</h2>
      <p className="note screen-only">{said.lettersText}</p>
      <ul className="pairs">
        {letters.map((letter) => (
          <Letter key={letter.to ?? ""} letter={letter} />
        ))}
      </ul>
    </section>
  );
}

function Letter({ letter }: { readonly letter: AffectedLetter }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.affected;
  const { to, subject, text } = letter;
  const [about, body] = [subject[language], text[language]];
  const owner = to === null ? said.toNobody : said.to(visible(to));
  const address = mailtoOf(about, body);
  return (
    <li className="pair affected-letter">
      <h3>{owner}</h3>
      <p className="small">{said.subject(visible(about))}</p>
      <pre className="ask-letter">{body.split("\n").map(visible).join("\n")}</pre>
      <p className="row-actions">
        <CopyButton
          text={`${about}\n\n${body}`}
          label={said.copy}
          copied={said.copied}
          name={said.about(said.copy, owner)}
        >
          {address === null ? null : (
            <a href={address} className="screen-only" aria-label={said.about(said.mail, owner)}>
              {said.mail}
            </a>
          )}
        </CopyButton>
      </p>
      {address === null ? <p className="note screen-only">{said.tooLong}</p> : null}
    </li>
  );
}
