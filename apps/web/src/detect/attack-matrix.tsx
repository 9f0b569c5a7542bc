/** ATT&CK's tactics, and which techniques of each the rules look for: what nobody would see. */
import "./attack-matrix.css";
import type { MatrixColumn } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { Button } from "../parts/button.tsx";
import { formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** @param onSeek a technique that somebody wants the rules of */
export function AttackMatrix({
  matrix,
  onSeek,
}: {
  readonly matrix: readonly MatrixColumn[];
  readonly onSeek: (technique: string) => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.watch.ruling;
  return (
    <section className="section">
      <h2>{said.matrix}</h2>
      <p className="note">{said.matrixHow}</p>
      <div className="matrix">
        {matrix.map((column) => (
          <Tactic key={column.tactic.en} column={column} onSeek={onSeek} />
        ))}
      </div>
    </section>
  );
}

function Tactic({
  column: { tactic, techniques },
  onSeek,
}: {
  readonly column: MatrixColumn;
  readonly onSeek: (technique: string) => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.watch.ruling;
  const covered = techniques.filter(({ rules }) => rules > 0);
  const blind = techniques.filter(({ rules }) => rules === 0);
  const whole = (value: number): string => formatWhole(value, language);
  return (
    <details>
      <summary>
        <span className="matrix-tactic">{tactic[language]}</span>{" "}
        <span className="matrix-share">
          {said.covered(whole(covered.length), whole(techniques.length))}
        </span>
        <svg className="matrix-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
          <rect className="matrix-all" width={100} height={4} />
          <rect width={(100 * covered.length) / techniques.length} height={4} />
        </svg>
      </summary>
      <ul className="matrix-list">
        {covered.map(({ id, name, rules }) => (
          <li key={id}>
            <Button look="plain" onPress={() => onSeek(id)}>
              <span className="mono">{id}</span> {name}
            </Button>{" "}
            <span className="note">{said.ruleCount(whole(rules))}</span>
          </li>
        ))}
      </ul>
      {blind.length === 0 ? null : (
        <p className="note">
          {said.blind}: {blind.map(({ id, name }) => `${id} ${name}`).join("; ")}
        </p>
      )}
    </details>
  );
}
