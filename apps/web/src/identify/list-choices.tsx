/** Whether a list is the next edition of another: what counts, and how to say otherwise. */
import type { ListView } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useSayList } from "../api/knowing-queries.ts";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";

/** Nothing where no list stands beside another. */
export function ListChoices({ lists }: { readonly lists: readonly ListView[] }): ReactNode {
  const mayChange = useMay("model/change");
  const beside = lists.filter(({ near }) => near !== null);
  if (!mayChange || beside.length === 0) return null;
  return beside.map((list) => <Choice key={`${list.evidence} ${list.kind}`} list={list} />);
}

function Choice({ list }: { readonly list: ListView }): ReactNode {
  const { words } = useSpeech();
  const say = useSayList();
  const { evidence, isNext, said, near } = list;
  const [name, other] = [visible(list.name), visible(near?.name ?? "")];
  const texts = words.coverage.lists;
  return (
    <section className="list-choice" aria-label={texts.title(name)}>
      {say.isError ? <Failure error={say.error} /> : null}
      {said === null ? null : <p>{said === "next" ? texts.saidNext : texts.saidOwn}</p>}
      <div className="actions">
        <Button
          isPending={say.isPending}
          onPress={() => say.mutate({ list: evidence, is: isNext ? "own" : "next" })}
        >
          {isNext ? texts.isOwn(name, other) : texts.isNext(name, other)}
        </Button>
        {said === null ? null : (
          <Button
            look="plain"
            isPending={say.isPending}
            onPress={() => say.mutate({ list: evidence, is: null })}
          >
            {texts.takeBack}
          </Button>
        )}
      </div>
    </section>
  );
}
