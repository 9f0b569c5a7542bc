/** A place to drop files on, with a button for those who do not drag. */
import type { OpinionsView, OpinionView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useOpinions } from "../api/opinion-queries.ts";
import { Announce } from "../parts/announce.tsx";
import { DropZone } from "../parts/drop-zone.tsx";
import { useSpeech } from "../words/language.tsx";
import { OpinionGate } from "./opinion-gate.tsx";

/** Those who are not heard, of an answer that may not have come. */
function missingOf(known: OpinionsView | undefined): readonly OpinionView[] {
  return (known?.opinions ?? []).filter(({ recorded }) => recorded === null);
}

/**
 * @param onFiles called with at least one file, and not before somebody has been heard, or it is
 *   recorded why not.
 */
export function FileDrop({
  isSending,
  onFiles,
}: {
  readonly isSending: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}): ReactNode {
  const { words } = useSpeech();
  const opinions = useOpinions();
  const [held, setHeld] = useState<readonly File[] | null>(null);
  const [isNothing, setNothing] = useState(false);
  const choose = async (files: readonly File[]): Promise<void> => {
    // Files can be dropped while an answer is on its way: it is waited for, not guessed.
    const { data } = opinions.isFetching
      ? await opinions.refetch({ cancelRefetch: false })
      : opinions;
    if (missingOf(data).length > 0) setHeld(files);
    else onFiles(files);
  };
  const take = (files: readonly File[]): void => {
    setNothing(files.length === 0);
    if (files.length > 0) void choose(files);
  };
  return (
    <>
      <DropZone
        title={words.sources.dropTitle}
        text={words.sources.dropText}
        button={words.sources.choose}
        look="main"
        isBusy={isSending}
        onFiles={take}
      />
      {isNothing ? (
        <p className="field-error" role="alert">
          {words.sources.dropNothing}
        </p>
      ) : null}
      <OpinionGate
        missing={missingOf(opinions.data)}
        isOpen={held !== null}
        onClose={() => setHeld(null)}
        onGoOn={() => {
          setHeld(null);
          if (held !== null) onFiles(held);
        }}
      />
      <Announce isUnseen={!isSending}>{isSending ? words.sources.uploading : ""}</Announce>
    </>
  );
}
