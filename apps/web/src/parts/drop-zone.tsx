/**
 * A place to drop files on, and to choose them with a button, which is what a keyboard comes to.
 */
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { type Dropped, filesOf } from "./dropped-files.ts";

/** What lies in a folder: browsers give it a part at a time, and nothing when there is no more. */
async function partOf(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  return new Promise((resolve, reject) => {
    reader.readEntries(resolve, reject);
  });
}

function asDropped(entry: FileSystemEntry): Dropped {
  const { name } = entry;
  if (entry.isFile) {
    const getFile = (): Promise<File> =>
      new Promise((resolve, reject) => {
        (entry as FileSystemFileEntry).file(resolve, reject);
      });
    return { kind: "file", name, getFile };
  }
  return {
    kind: "directory",
    name,
    getEntries: async function* () {
      const reader = (entry as FileSystemDirectoryEntry).createReader();
      for (let some = await partOf(reader); some.length > 0; some = await partOf(reader))
        yield* some.map(asDropped);
    },
  };
}

/** What lies in a transfer; asked for at once, for it is empty after its event. */
function droppedIn({ items }: DataTransfer): readonly Dropped[] {
  return [...items].flatMap((item): readonly Dropped[] => {
    if (item.kind !== "file") return [];
    const entry = item.webkitGetAsEntry();
    if (entry !== null) return [asDropped(entry)];
    const file = item.getAsFile();
    const getFile = (): Promise<File> => Promise.resolve(file as File);
    return file === null ? [] : [{ kind: "file", name: file.name, getFile }];
  });
}

/**
 * @param onFiles called with what was chosen or dropped: with no files where it held none.
 * @param isBusy while files are being sent: nothing is taken meanwhile.
 */
export function DropZone({
  title,
  text,
  button,
  look = "side",
  isBusy,
  onFiles,
}: {
  readonly title: string;
  readonly text: string;
  readonly button: string;
  readonly look?: "main" | "side";
  readonly isBusy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}): ReactNode {
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = async (dropped: readonly Dropped[]): Promise<void> => {
    onFiles(await filesOf(dropped));
  };
  const over = (event: DragEvent): void => {
    // Without this the browser opens the file in place of the page.
    event.preventDefault();
    event.dataTransfer.dropEffect = isBusy ? "none" : "copy";
    setOver(!isBusy);
  };
  return (
    <div
      className={isOver ? "drop over" : "drop"}
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!isBusy) void take(droppedIn(event.dataTransfer));
      }}
    >
      <span className="drop-title">{title}</span>
      <p className="note">{text}</p>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // The same file chosen anew is a change again.
          target.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button look={look} isPending={isBusy} onPress={() => chooser.current?.click()}>
        {button}
      </Button>
    </div>
  );
}
