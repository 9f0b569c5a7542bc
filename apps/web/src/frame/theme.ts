/** Light, dark, or as the computer says: an attribute on the document that the tokens answer to. */
import { useEffect, useState } from "react";
import { loadChoice, saveChoice } from "./choices.ts";

/** Appearances to choose among. */
export type Theme = "system" | "light" | "dark";

const themes = ["system", "light", "dark"] as const;

/** Puts the kept appearance on the document; called once before the first drawing. */
export function applyTheme(theme: Theme = loadChoice("theme", themes)): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** The appearance and the way to change it. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => loadChoice("theme", themes));
  useEffect(() => {
    applyTheme(theme);
    saveChoice("theme", theme);
  }, [theme]);
  return [theme, setTheme];
}
