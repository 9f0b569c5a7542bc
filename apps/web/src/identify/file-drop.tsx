/** A place to drop files on, with a button for those who do not drag. */
import type { ReactNode } from "react";
import { type DropItem, DropZone, FileTrigger, Text } from "react-aria-components";
import { Announce } from "../parts/announce.tsx";
import { Button } from "../parts/button.tsx";
import { useSpeech } from "../words/language.tsx";

/** @param onFiles called with at least one file. */
export function FileDrop({
  isSending,
  onFiles,
}: {
  readonly isSending: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}): ReactNode {
  const { words } = useSpeech();
  const take = async (items: readonly DropItem[]): Promise<void> => {
    const files: File[] = [];
    for (const item of items) if (item.kind === "file") files.push(await item.getFile());
    if (files.length > 0) onFiles(files);
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
            if (list !== null && list.length > 0) onFiles([...list]);
          }}
        >
          <Button look="main" isPending={isSending}>
            {words.sources.choose}
          </Button>
        </FileTrigger>
      </DropZone>
      <Announce isUnseen={!isSending}>{isSending ? words.sources.uploading : ""}</Announce>
    </>
  );
}
