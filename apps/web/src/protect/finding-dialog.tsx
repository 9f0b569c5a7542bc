/** One finding opened: how to mend it first, then what it means, moves and rests on. */
import type { FindingView, ImpactState } from "@vallgrav/platform/api";
import { type ReactNode, useEffect, useRef } from "react";
import { AssetLink } from "../identify/asset-link.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { visible } from "../parts/shown-name.ts";
import { formatDay, formatRough, formatShare, formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { FindingDecide } from "./finding-decide.tsx";
import { mannerOf, stepOf } from "./finding-moves.ts";

/** Reports shown. */
const reportsShown = 5;

/** @param finding which; shown while it is not null. */
export function FindingDialog({
  finding,
  impacts,
  onClose,
}: {
  readonly finding: FindingView | null;
  readonly impacts: ImpactState | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const whole = useRef<HTMLDivElement>(null);
  const id = finding?.id ?? null;
  useEffect(() => {
    // The browser scrolls to the first button; the fix stands above it.
    if (id !== null) whole.current?.closest("dialog")?.scrollTo(0, 0);
  }, [id]);
  const title =
    finding === null ? "" : `${visible(finding.title[language])}: ${visible(finding.asset.name)}`;
  return (
    <Dialog title={title} isOpen={finding !== null} onClose={onClose}>
      {finding === null ? null : (
        <div ref={whole} className="finding">
          <p className="note">
            {visible(finding.weakness)} · {words.findings.severities[finding.severity]} ·{" "}
            {words.findings.stateOf[finding.state]} · <span className="mono">{finding.id}</span>
          </p>
          <Fix finding={finding} />
          <Moves finding={finding} impacts={impacts} />
          <Evidence finding={finding} />
          {finding.state === "gone" ? null : (
            <FindingDecide key={finding.id} finding={finding} onDone={onClose} />
          )}
          <div className="actions">
            <Button look="main" onPress={onClose}>
              {words.findings.close}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

function Fix({ finding }: { readonly finding: FindingView }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.findings;
  const { copy, text } = finding.fix;
  return (
    <section className="finding-part">
      {finding.means === null ? null : <p>{finding.means[language]}</p>}
      <h3>{said.fixTitle}</h3>
      <p>{text[language]}</p>
      {copy === null ? null : (
        <>
          <pre className="ask-letter mono">{copy.split("\n").map(visible).join("\n")}</pre>
          <CopyButton text={copy} label={said.copy} copied={said.copied} look="plain" />
        </>
      )}
    </section>
  );
}

function Moves({
  finding,
  impacts,
}: {
  readonly finding: FindingView;
  readonly impacts: ImpactState | undefined;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.findings;
  const { impact, together, share, exploited, certainty } = finding;
  const less = impact === null ? 0 : -impact.loss.value;
  const points = (value: number): string => formatRough(100 * value, language);
  const lines =
    impact === null
      ? [said.movesUnknown]
      : less <= 0 && impact.holds.value <= 0
        ? [said.movesNothing]
        : mannerOf(impacts) === "words"
          ? [said.movesWords(said.steps[stepOf(less)])]
          : [
              said.movesHolds(
                points(impact.holds.value),
                points(impact.holds.low),
                points(impact.holds.high),
              ),
              said.movesLoss(formatShare(less, language)),
              said.movesHours(formatRough(-impact.serviceHours.value, language)),
            ];
  return (
    <section className="finding-part">
      <h3>{said.movesTitle}</h3>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {together > 1 ? (
        <p className="note">{said.together(formatWhole(together, language))}</p>
      ) : null}
      {share === null ? null : (
        <p className="note">
          {said.share(formatWhole(share.count, language), formatWhole(share.of, language))}
        </p>
      )}
      {exploited === null ? null : <p className="note">{said.exploited(exploited.since)}</p>}
      {certainty === null ? null : (
        <p className="note">{said.sure(formatShare(certainty, language))}</p>
      )}
    </section>
  );
}

function Evidence({ finding }: { readonly finding: FindingView }): ReactNode {
  const { words } = useSpeech();
  const said = words.findings;
  return (
    <section className="finding-part">
      <h3>{said.evidenceTitle}</h3>
      <ul className="plain-list small">
        {finding.reports.slice(0, reportsShown).map(({ tool, check, file, place, at }, index) => (
          <li key={index}>
            {said.evidence(
              visible(tool),
              visible(file ?? check),
              visible(place ?? ""),
              formatDay(at),
            )}
          </li>
        ))}
      </ul>
      <p>
        <AssetLink asset={finding.asset} />
        {finding.systems.length === 0
          ? null
          : ` · ${said.systems}: ${finding.systems.map(({ name }) => visible(name)).join(", ")}`}
      </p>
    </section>
  );
}
