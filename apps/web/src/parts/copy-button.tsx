/** A button that puts a text on the clipboard, and says whether it could. */
import { type ReactNode, useState } from "react";
import { useSpeech } from "../words/language.tsx";
import { Announce } from "./announce.tsx";
import { Button } from "./button.tsx";

/**
 * @param label what the button says
 * @param copied what is said when it is done
 * @param name the button's name for those who hear it, where its label alone would not tell it from
 *   its like
 * @param children other buttons, before what is said
 */
export function CopyButton({
  text,
  label,
  copied,
  look,
  name,
  children,
}: {
  readonly text: string;
  readonly label: string;
  readonly copied: string;
  readonly look?: "main" | "side" | "plain";
  readonly name?: string;
  readonly children?: ReactNode;
}): ReactNode {
  const { words } = useSpeech();
  // Of another text nothing has been said yet.
  const [told, setTold] = useState({ of: text, said: "" });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setTold({ of: text, said: copied });
    } catch {
      // Without a secure address the browser has no clipboard for scripts.
      setTold({ of: text, said: words.table.copyTextFailed });
    }
  };
  return (
    <>
      <Button
        {...(look === undefined ? {} : { look })}
        {...(name === undefined ? {} : { "aria-label": name })}
        onPress={() => void copy()}
      >
        {label}
      </Button>
      {children}
      <Announce>{told.of === text ? told.said : ""}</Announce>
    </>
  );
}
