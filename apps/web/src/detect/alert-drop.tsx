/** A place to drop the alerts of other products on, and what came of it. */
import type { ReactNode } from "react";
import { useImportAlerts } from "../api/watch-queries.ts";
import { Announce } from "../parts/announce.tsx";
import { DropZone } from "../parts/drop-zone.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, ProblemWords } from "../parts/states.tsx";
import { formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** The part of the page of alerts, for those who may change something there. */
export function AlertDrop(): ReactNode {
  const { words, language } = useSpeech();
  const said = words.watch.imports;
  const importing = useImportAlerts();
  const report = importing.data;
  const whole = (value: number): string => formatWhole(value, language);
  return (
    <section className="section">
      <h2>{said.title}</h2>
      <DropZone
        title={said.drop}
        text={said.kinds}
        button={said.choose}
        isBusy={importing.isPending}
        onFiles={(files) => {
          if (files.length > 0) importing.mutate(files);
        }}
      />
      {importing.isError ? <Failure error={importing.error} /> : null}
      <Announce>
        {report === undefined
          ? ""
          : said.done(whole(report.added), whole(report.known), whole(report.tuned))}
      </Announce>
      {report === undefined ? null : (
        <ul>
          {report.files.flatMap(({ name, problems }) =>
            problems.map((problem) => (
              <li key={`${name} ${problem.code} ${problem.at?.place ?? ""}`}>
                {visible(name)}: <ProblemWords problem={problem} />
              </li>
            )),
          )}
        </ul>
      )}
    </section>
  );
}
