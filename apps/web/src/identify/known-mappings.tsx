/** What people said that columns mean, and a way to forget it. */
import { fieldWord, kindWord } from "@vallgrav/knowledge/names";
import type { MappingView } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useForgetMapping, useMappings } from "../api/mapping-queries.ts";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Moment } from "../parts/moment.tsx";
import { Failure } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";
import { sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

function showAt({ at }: MappingView): ReactNode {
  return <Moment instant={at} />;
}

/** Draws the cell by which one is forgotten. */
function showForget(row: MappingView): ReactNode {
  return <ForgetMapping known={row} />;
}

function ForgetMapping({ known: { id, at, mapping } }: { readonly known: MappingView }): ReactNode {
  const { words, language } = useSpeech();
  const forget = useForgetMapping();
  const about = words.columns.forgetAbout(kindWord(mapping.shape, language), at.slice(0, 10));
  return (
    <>
      <Button
        look="plain"
        aria-label={about}
        isPending={forget.isPending}
        onPress={() => forget.mutate(id)}
      >
        {words.columns.forget}
      </Button>
      {forget.isError ? <Failure error={forget.error} /> : null}
    </>
  );
}

/** The list; nothing while there is none. */
export function KnownMappings(): ReactNode {
  const { words, language } = useSpeech();
  const said = words.columns;
  const mappings = useMappings().data ?? [];
  const mayChange = useMay("model/change");
  if (mappings.length === 0) return null;
  const headingsOf = ({ mapping: { fields } }: MappingView): string =>
    fields
      .flatMap(({ heading, field }) =>
        field === null ? [] : [said.pair(heading, fieldWord(field, language))],
      )
      .join(", ");
  return (
    <section className="section">
      <h2>{said.remembered}</h2>
      <p className="note">{said.rememberedLead}</p>
      <Table
        caption={said.remembered}
        isCaptionUnseen
        rows={mappings}
        keyOf={({ id }) => id}
        columns={[
          {
            id: "kind",
            heading: words.sources.kind,
            value: ({ mapping }) => sentenceCase(kindWord(mapping.shape, language)),
            isHeading: true,
          },
          { id: "headings", heading: said.headings, value: headingsOf },
          { id: "by", heading: said.said, value: ({ by }) => by },
          { id: "at", heading: said.day, value: ({ at }) => at, show: showAt },
          ...(mayChange
            ? [
                {
                  id: "forget",
                  heading: said.forget,
                  value: ({ id }: MappingView) => id,
                  show: showForget,
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}
