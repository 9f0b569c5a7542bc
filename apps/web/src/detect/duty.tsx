/** Who acts on alerts outside office hours: said plainly, asked where nobody has answered. */
import type { WatchDuty } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useDuty, useSayDuty } from "../api/duty-queries.ts";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { visible } from "../parts/shown-name.ts";
import { Field } from "../parts/field.tsx";
import { Failure } from "../parts/states.tsx";
import { formatMinute } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** The section of the page Upptäcka. */
export function DutySection(): ReactNode {
  const { words } = useSpeech();
  const said = words.duty;
  const mayChange = useMay("watch/change");
  const asked = useDuty();
  if (asked.data === undefined) return null;
  const { duty } = asked.data;
  const who = duty?.who ?? null;
  return (
    <section className="section">
      <h2>{said.title}</h2>
      <p>{who === null ? said.nobody : said.acts(visible(who), visible(duty?.reach ?? ""))}</p>
      {duty === null ? (
        <p>{said.unasked}</p>
      ) : (
        <p className="note">{said.said(visible(duty.by), formatMinute(duty.at))}</p>
      )}
      {mayChange ? (
        <details open={duty === null}>
          <summary>{said.change}</summary>
          <DutyForm duty={duty} />
        </details>
      ) : null}
    </section>
  );
}

function DutyForm({ duty }: { readonly duty: WatchDuty | null }): ReactNode {
  const { words } = useSpeech();
  const said = words.duty;
  const [who, setWho] = useState(duty?.who ?? "");
  const [reach, setReach] = useState(duty?.reach ?? "");
  const saying = useSayDuty();
  const isWhole = who.trim() !== "" && reach.trim() !== "";
  return (
    <>
      <div className="form">
        <Field
          label={said.who}
          error={null}
          value={who}
          onChange={setWho}
          isOptional
          autoComplete="off"
          most={200}
        />
        <Field
          label={said.reach}
          error={null}
          value={reach}
          onChange={setReach}
          isOptional
          autoComplete="off"
          most={200}
        />
      </div>
      <p className="actions">
        <Button
          isPending={saying.isPending}
          isDisabled={!isWhole}
          onPress={() => saying.mutate({ who, reach })}
        >
          {said.say}
        </Button>{" "}
        <Button
          isPending={saying.isPending}
          onPress={() => saying.mutate({ who: null, reach: "" })}
        >
          {said.sayNobody}
        </Button>
      </p>
      {saying.isError ? <Failure error={saying.error} /> : null}
    </>
  );
}
