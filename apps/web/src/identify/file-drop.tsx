/** A place to drop files on, with a button for those who do not drag. */
import type { OpinionsView, OpinionView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { type DropItem, DropZone, FileTrigger, Text } from "react-aria-components";
import { useOpinions } from "../api/opinion-queries.ts";
import { Announce } from "../parts/announce.tsx";
import { Button } from "../parts/button.tsx";
import { filesOf } from "../parts/dropped-files.ts";
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
  const take = async (items: readonly DropItem[]): Promise<void> => {
    const files = await filesOf(items);
    setNothing(files.length === 0);
    if (files.length > 0) await choose(files);
  };
  return (
    <>
      <DropZone
        className="drop"
        isDisabled={isSending}
        onDrop={(event) => void take(event.items)}
        aria-label={words.sources.dropTitle}
      >
        <Text slot="label" className="drop-title">
          {words.sources.dropTitle}
        </Text>
        <p className="note">{words.sources.dropText}</p>
        <FileTrigger
          allowsMultiple
          onSelect={(list) => {
            setNothing(false);
            if (list !== null && list.length > 0) void choose([...list]);
          }}
        >
          <Button look="main" isPending={isSending}>
            {words.sources.choose}
          </Button>
        </FileTrigger>
      </DropZone>
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
