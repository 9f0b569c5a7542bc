/** The questions put to a domain: what failed with how it is mended, then the rest. */
import type { DomainItem, DomainReport } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { CopyButton } from "../parts/copy-button.tsx";
import { visible } from "../parts/shown-name.ts";
import { formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** All of them. */
export function DomainItems({ report: { items } }: { readonly report: DomainReport }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.domains;
  const of = (...standings: readonly DomainItem["standing"][]): readonly DomainItem[] =>
    items.filter(({ standing }) => standings.includes(standing));
  const failed = of("failed");
  const [unknown, passed, rest] = [of("unknown"), of("passed"), of("not-applicable")];
  return (
    <>
      <section className="section">
        <h2>{said.fixTitle}</h2>
        {failed.length === 0 ? (
          <p className="note">{said.fixNone}</p>
        ) : (
          <ByCategory items={failed} />
        )}
      </section>
      <Part title={said.noticeTitle} items={of("notice", "info")} />
      <section className="section">
        <h2>{said.unknownTitle}</h2>
        <p className="note">{said.unknownNote}</p>
        <Short items={unknown} />
      </section>
      <section className="section screen-only">
        <details>
          <summary>{said.passedTitle(formatWhole(passed.length, language))}</summary>
          <Short items={passed} />
        </details>
        <details>
          <summary>{said.doesNotArise(formatWhole(rest.length, language))}</summary>
          <Short items={rest} />
        </details>
      </section>
    </>
  );
}

function Part({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly DomainItem[];
}): ReactNode {
  if (items.length === 0) return null;
  return (
    <section className="section">
      <h2>{title}</h2>
      <ByCategory items={items} />
    </section>
  );
}

function ByCategory({ items }: { readonly items: readonly DomainItem[] }): ReactNode {
  const { words } = useSpeech();
  const categories = Map.groupBy(items, ({ category }) => category);
  return [...categories].map(([category, some]) => (
    <div key={category} className="domain-category">
      <h3>{words.domains.categories[category] ?? category}</h3>
      <ul className="plain-list pairs">
        {some.map((item) => (
          <li key={item.check} className="pair">
            <Item item={item} />
          </li>
        ))}
      </ul>
    </div>
  ));
}

function Item({ item }: { readonly item: DomainItem }): ReactNode {
  const { words, language } = useSpeech();
  const { asks, about, fix, copy, weight, check } = item;
  return (
    <>
      <p>
        <strong>{visible(asks[language])}</strong>{" "}
        <span className="small">
          {check} · {words.domains.weights[weight]}
        </span>
      </p>
      {about.length === 0 ? null : (
        <p className="note">{about.map((one) => visible(one[language])).join(", ")}</p>
      )}
      <p>{visible(fix[language])}</p>
      {copy === null ? null : <Copied text={copy} what={asks[language]} />}
    </>
  );
}

function Copied({ text, what }: { readonly text: string; readonly what: string }): ReactNode {
  const { words } = useSpeech();
  return (
    <>
      <pre className="ask-letter mono">{text.split("\n").map(visible).join("\n")}</pre>
      <p className="row-actions">
        <CopyButton
          text={text}
          label={words.domains.copy}
          copied={words.domains.copied}
          look="plain"
          name={`${words.domains.copy}: ${what}`}
        />
      </p>
    </>
  );
}

function Short({ items }: { readonly items: readonly DomainItem[] }): ReactNode {
  const { language } = useSpeech();
  return (
    <ul className="plain-list small">
      {items.map(({ check, asks, about }) => (
        <li key={check}>
          {visible(asks[language])}
          {about.length === 0 ? "" : `: ${about.map((one) => visible(one[language])).join(", ")}`}
        </li>
      ))}
    </ul>
  );
}
