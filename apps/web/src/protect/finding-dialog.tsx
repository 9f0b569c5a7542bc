/** One finding opened: how to mend it first, then what it means, moves and rests on. */
import { exposureText } from "@vallgrav/knowledge/names";
import type { FindingView, ImpactState } from "@vallgrav/platform/api";
import { type ReactNode, useEffect, useRef } from "react";
import { AssetLink } from "../identify/asset-link.tsx";
import { DomainLink } from "./domain-link.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { mailtoOf } from "../parts/mailto.ts";
import { shownName, visible } from "../parts/shown-name.ts";
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
    finding === null
      ? ""
      : `${visible(finding.title[language])}: ${visible(shownName(finding.asset, language))}`;
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
          <History finding={finding} />
          {finding.state === "gone" ? null : (
            <FindingDecide key={finding.id} finding={finding} onDone={onClose} />
          )}
          <div className="actions">
            <Button look="main" onPress={onClose}>
              {words.findings.close}
            </Button>
            <Mail finding={finding} title={title} />
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

function isStill(step: ReturnType<typeof stepOf>): boolean {
  return step === "none" || step === "others";
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
      ? [impacts?.state === "ready" ? said.movesUnknown : said.movesNotYet]
      : isStill(stepOf(impact))
        ? [stepOf(impact) === "none" ? said.movesNothing : said.movesOthers]
        : mannerOf(impacts) === "words"
          ? [said.movesWords(said.steps[stepOf(impact)])]
          : [
              said.movesHolds(
                points(impact.holds.value),
                points(impact.holds.low),
                points(impact.holds.high),
              ),
              said.movesDays(formatRough(impact.heldDays.value, language)),
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
  const { words, language } = useSpeech();
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
        {isOutside(finding) ? (
          <DomainLink domain={finding.asset.name} />
        ) : (
          <AssetLink asset={finding.asset} />
        )}
        {finding.systems.length === 0
          ? null
          : ` · ${said.systems}: ${finding.systems.map(({ name }) => visible(name)).join(", ")}`}
        {finding.exposure === undefined
          ? null
          : ` · ${said.reached}: ${exposureText(finding.exposure)[language]}`}
      </p>
    </section>
  );
}

/** Whether it is of a domain seen from outside, which is no thing of the model. */
function isOutside({ asset, weakness }: FindingView): boolean {
  return asset.kind === "domain" && weakness.startsWith("domain:");
}

function History({ finding: { history } }: { readonly finding: FindingView }): ReactNode {
  const { words } = useSpeech();
  const said = words.findings;
  if (history.length === 0) return null;
  return (
    <details className="finding-part">
      <summary>{said.historyTitle}</summary>
      <ul className="plain-list small">
        {history.map((event, at) => (
          <li key={at}>
            {formatDay(event.at)}{" "}
            {event.kind === "told"
              ? said.events.told(visible(event.tool), visible(event.file ?? ""))
              : event.kind === "gone"
                ? said.events.gone
                : said.events[event.kind](visible(event.by), visible(event.what))}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A letter with the finding and its fix; its id stands in the subject, for ticket systems. */
function Mail({
  finding,
  title,
}: {
  readonly finding: FindingView;
  readonly title: string;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.findings;
  const { id, weakness, fix, decision } = finding;
  const parts = [
    title,
    visible(weakness),
    fix.text[language],
    ...(fix.copy === null ? [] : [fix.copy]),
    ...((decision?.due ?? null) === null ? [] : [`${said.due}: ${decision?.due ?? ""}`]),
  ];
  const address = mailtoOf(`[vallgrav ${id}] ${title}`, parts.join("\n\n"));
  return address === null ? null : <a href={address}>{said.mail}</a>;
}
