/** What somebody does who has seen something odd: it cannot be reported here yet. */
import type { ReactNode } from "react";
import { useSpeech } from "../words/language.tsx";

/** @param isTitled false where its title is the page's own */
export function SeenSomething({ isTitled = true }: { readonly isTitled?: boolean }): ReactNode {
  const { words } = useSpeech();
  const said = words.firstHelp;
  return (
    <section className="section">
      {isTitled ? <h2>{said.oddTitle}</h2> : null}
      <ol className="steps">
        {said.odd.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="note">{said.oddNote}</p>
    </section>
  );
}
