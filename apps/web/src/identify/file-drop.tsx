/** A place to drop files on, with a button for those who do not drag. */
import { type ReactNode, useState } from "react";
import { type DropItem, DropZone, FileTrigger, Text } from "react-aria-components";
import { useOpinions } from "../api/opinion-queries.ts";
import { Announce } from "../parts/announce.tsx";
import { Button } from "../parts/button.tsx";
import { useSpeech } from "../words/language.tsx";
import { OpinionGate } from "./opinion-gate.tsx";

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
  const opinions = useOpinions().data?.opinions ?? [];
  const [held, setHeld] = useState<readonly File[] | null>(null);
  const missing = opinions.filter(({ recorded }) => recorded === null);
  const choose = (files: readonly File[]): void => {
    if (missing.length > 0) setHeld(files);
    else onFiles(files);
  };
  const take = async (items: readonly DropItem[]): Promise<void> => {
    const files: File[] = [];
    for (const item of items) if (item.kind === "file") files.push(await item.getFile());
    if (files.length > 0) choose(files);
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
            if (list !== null && list.length > 0) choose([...list]);
          }}
        >
          <Button look="main" isPending={isSending}>
            {words.sources.choose}
          </Button>
        </FileTrigger>
      </DropZone>
      <OpinionGate
        missing={missing}
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
