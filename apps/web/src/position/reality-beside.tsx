/** Reality beside the dials: what was tried here, entered on the spot, and how others fared. */
import type { RealityView } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useReality } from "../api/reality-queries.ts";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { Fold } from "../parts/fold.tsx";
import { formatRough, formatWhole, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { rangeText, sekText } from "./reality-cases.tsx";
import { RealityForm } from "./reality-form.tsx";
import { missesIn } from "./reality-page.tsx";

type Case = RealityView["cases"][number];

/** Cases shown here; all of them stand on the page of reality. */
const casesMost = 3;

/** The section; nothing before the answer has come. */
export function RealityBeside(): ReactNode {
  const { words, language } = useSpeech();
  const { data } = useReality();
  const mayChange = useMay("model/change");
  const said = words.reality.onPosition;
  if (data === undefined) return null;
  const { length } = data.checks;
  const tried = length === 0 ? said.none : said.some(length, missesIn(data));
  return (
    <section className="section columns wide-narrow screen-only">
      <div>
        <h2>{said.title}</h2>
        <p>
          {tried}{" "}
          {data.widening > 1
            ? `${words.reality.widened(formatRough(data.widening, language))} `
            : ""}
          <Link to={paths.reality}>{said.link}</Link>
        </p>
        {mayChange ? <Fold summary={words.reality.add}>{() => <RealityForm />}</Fold> : null}
      </div>
      <Cases cases={data.cases} />
    </section>
  );
}

/** How long, how much and how many, as far as it was told. */
function fateOf({ outageDays, sek, persons }: Case, words: Words, language: Language): string {
  const said = words.reality.onPosition;
  const whole = (value: number): string => formatWhole(value, language);
  return [
    ...(outageDays === null ? [] : [said.days(rangeText(outageDays, whole))]),
    ...(sek === null ? [] : [sekText(sek, language)]),
    ...(persons === null ? [] : [said.persons(rangeText(persons, whole))]),
  ].join("; ");
}

/** The newest of which a figure was told. */
function Cases({ cases }: { readonly cases: readonly Case[] }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.reality;
  const told = cases
    .filter((one) => fateOf(one, words, language) !== "")
    .toSorted((a, b) => (a.began < b.began ? 1 : -1))
    .slice(0, casesMost);
  if (told.length === 0) return null;
  return (
    <div>
      <h2>{said.onPosition.cases}</h2>
      <ul className="quiet-list">
        {told.map((one) => (
          <li key={one.id}>
            <strong>{one.name[language]}</strong> {one.began}: {fateOf(one, words, language)}{" "}
            <span className="small">
              {one.checked ? said.checked : said.unchecked} {one.reviewed}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <Link to={paths.reality}>{said.onPosition.casesLink}</Link>
      </p>
    </div>
  );
}
