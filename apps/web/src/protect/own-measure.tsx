/** A measure of the municipality's own, which works as one of the catalogue does. */
import type { SheetMeasure } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useChangeCosts } from "../api/cost-queries.ts";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Failure } from "../parts/states.tsx";
import type { Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** An id made of a name; another where that one is taken. */
export function idOf(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 30)
    .replaceAll(/^-+|-+$/g, "");
  const base = `own-${plain === "" ? "1" : plain}`;
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  return id;
}

/** A button that opens the dialog in which one is described. */
export function AddMeasure({
  rows,
  revision,
}: {
  readonly rows: readonly SheetMeasure[];
  readonly revision: number;
}): ReactNode {
  const { words } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <p className="screen-only">
      <Button onPress={() => setOpen(true)}>{words.costs.add}</Button>
      {isOpen ? <AddDialog rows={rows} revision={revision} onClose={() => setOpen(false)} /> : null}
    </p>
  );
}

/** The measures that another can be like: ninety names are found by their letters alone. */
function likesOf(rows: readonly SheetMeasure[], language: Language): readonly SheetMeasure[] {
  return rows
    .filter(({ like }) => like === null)
    .toSorted((a, b) => a.name[language].localeCompare(b.name[language], language));
}

function AddDialog({
  rows,
  revision,
  onClose,
}: {
  readonly rows: readonly SheetMeasure[];
  readonly revision: number;
  readonly onClose: () => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const known = likesOf(rows, language);
  const [like, setLike] = useState(known[0]?.id ?? "");
  const [isTried, setTried] = useState(false);
  const change = useChangeCosts(revision);
  const save = (): void => {
    setTried(true);
    if (name.trim() === "") return;
    const id = idOf(name, new Set(rows.map((row) => row.id)));
    const own = { like, name: name.trim(), text: text.trim() };
    change.mutate({ kind: "added", id, own }, { onSuccess: onClose });
  };
  return (
    <Dialog title={words.costs.addTitle} isOpen onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="note">{words.costs.addNote}</p>
        <Field
          label={words.costs.addName}
          error={isTried && name.trim() === "" ? words.costs.noName : null}
          value={name}
          onChange={setName}
          autoComplete="off"
          most={120}
        />
        <Choice
          label={words.costs.addLike}
          options={known.map((row) => [row.id, row.name[language]] as const)}
          value={like}
          onChange={setLike}
        />
        <Field
          label={words.costs.addText}
          error={null}
          value={text}
          onChange={setText}
          isOptional
          autoComplete="off"
          most={600}
        />
        {change.isError ? <Failure error={change.error} /> : null}
        <div className="actions">
          <Button look="main" type="submit" isPending={change.isPending}>
            {words.costs.addSave}
          </Button>
          <Button look="plain" onPress={onClose}>
            {words.costs.keep}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
