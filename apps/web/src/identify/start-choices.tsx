/** The three ways to begin, side by side. */
import type { ReactNode } from "react";
import { useExample, useImport } from "../api/queries.ts";
import { paths } from "../frame/paths.ts";
import { goTo } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";
import { FileDrop } from "./file-drop.tsx";

/** Questions, own files, the example; a reader sees why there is nothing to press. */
export function StartChoices(): ReactNode {
  const { words } = useSpeech();
  const example = useExample();
  const files = useImport();
  if (!useMay("model/change")) return <p className="note">{words.app.readerOnly}</p>;
  return (
    <div className="start">
      <section>
        <h2>{words.questions.startTitle}</h2>
        <p className="note">{words.questions.startText}</p>
        <Button onPress={() => goTo(paths.questions)}>{words.questions.startButton}</Button>
      </section>
      <section>
        <h2>{words.start.filesTitle}</h2>
        <p className="note">{words.start.filesText}</p>
        <FileDrop
          isSending={files.isPending}
          onFiles={(chosen) => files.mutate(chosen, { onSuccess: () => goTo(paths.sources) })}
        />
        {files.isError ? <Failure error={files.error} /> : null}
      </section>
      <section>
        <h2>{words.start.exampleTitle}</h2>
        <p className="note">{words.start.exampleText}</p>
        <Button
          isPending={example.isPending}
          onPress={() => example.mutate(undefined, { onSuccess: () => goTo(paths.position) })}
        >
          {words.start.exampleButton}
        </Button>
        {example.isError ? <Failure error={example.error} /> : null}
      </section>
    </div>
  );
}
