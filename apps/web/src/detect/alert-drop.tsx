/** A place to drop the alerts of other products on, and what came of it. */
import type { ReactNode } from "react";
import { type DropItem, DropZone, FileTrigger, Text } from "react-aria-components";
import { useImportAlerts } from "../api/watch-queries.ts";
import { Announce } from "../parts/announce.tsx";
import { Button } from "../parts/button.tsx";
import { filesOf } from "../parts/dropped-files.ts";
import { visible } from "../parts/shown-name.ts";
import { Failure, ProblemWords } from "../parts/states.tsx";
import { formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** The part of the page of alerts, for those who may change something there. */
export function AlertDrop(): ReactNode {
  const { words, language } = useSpeech();
  const said = words.watch.imports;
  const importing = useImportAlerts();
  const take = async (items: readonly DropItem[]): Promise<void> => {
    const files = await filesOf(items);
    if (files.length > 0) importing.mutate(files);
  };
  const report = importing.data;
  const whole = (value: number): string => formatWhole(value, language);
  return (
    <section className="section">
      <h2>{said.title}</h2>
      <DropZone
        className="drop"
        isDisabled={importing.isPending}
        onDrop={(event) => void take(event.items)}
        aria-label={said.drop}
      >
        <Text slot="label" className="drop-title">
          {said.drop}
        </Text>
        <p className="note">{said.kinds}</p>
        <FileTrigger
          allowsMultiple
          onSelect={(list) => {
            if (list !== null && list.length > 0) importing.mutate([...list]);
          }}
        >
          <Button isPending={importing.isPending}>{said.choose}</Button>
        </FileTrigger>
      </DropZone>
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
