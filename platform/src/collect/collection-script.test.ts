/** The printed scripts read, say what they do, and are short enough to be read. */
import { expect, test } from "vitest";
import { passwordFields } from "@vallgrav/readers";
import { collectionScript, collectionSources } from "./index.ts";

/** Commands that change nothing outside the script, but for the file that it writes. */
const readOnly = new Set([
  "Connect-MgGraph",
  "ConvertTo-Json",
  "ForEach-Object",
  "Get-ADDomain",
  "Get-ADObject",
  "Get-ADRootDSE",
  "Get-Date",
  "Invoke-MgGraphRequest",
  "New-Object",
  "Select-Object",
  "Sort-Object",
  "Where-Object",
  "Write-Host",
  "Write-Warning",
]);

/** What of .NET the scripts may touch. */
const types = new Set([
  "Collections.Generic.Dictionary[string,int]",
  "Collections.Generic.List[object]",
  "Collections.ICollection",
  "Convert",
  "DirectoryServices.ActiveDirectorySecurity",
  "Globalization.CultureInfo",
  "IO.StreamWriter",
  "Security.Principal.SecurityIdentifier",
  "Text.UTF8Encoding",
  "byte[]",
  "datetime",
  "guid",
  "ordered",
  "string",
  "string[]",
]);

/** The script without comments and without texts between apostrophes. */
function codeOf(script: string): string {
  return script
    .replace(/^\uFEFF?<#[\s\S]*?#>/, "")
    .replaceAll(/^\s*#.*$/gm, "")
    .replaceAll(/'[^'\n]*'/g, "''");
}

/** Commands that a script calls and does not define itself. */
function commandsOf(script: string): readonly string[] {
  const code = codeOf(script);
  const own = new Set([...code.matchAll(/^\s*function ([\w-]+)/gm)].map(([, name]) => name));
  const called = code.match(/(?<![\w$.-])[A-Z][A-Za-z]*-[A-Z]\w*/g) ?? [];
  return [...new Set(called)].filter((name) => !own.has(name)).toSorted();
}

test.each(collectionSources)(
  "[CO16] %s: only commands that read, and only known types",
  (source) => {
    const script = collectionScript(source);
    const commands = commandsOf(script);
    expect(commands.length).toBeGreaterThan(3);
    expect(commands.filter((name) => !readOnly.has(name))).toEqual([]);
    const named = [...script.matchAll(/New-Object\s+'?([\w.]+(?:\[[\w,]+\])?)/g)].map(
      ([, name]) => name,
    );
    const cast = [...codeOf(script).matchAll(/\[([A-Za-z][\w.]*(?:\[\])?)\]/g)].map(
      ([, name]) => name,
    );
    expect([...named, ...cast].filter((name) => !types.has(name ?? ""))).toEqual([]);
    // The one command that could do more asks with GET, spelt out each time, for rights that read.
    for (const [call] of script.matchAll(/Invoke-MgGraphRequest[^|\n]*/g))
      expect(call).toMatch(/^Invoke-MgGraphRequest -Method GET -Uri /);
    for (const [scope] of script.matchAll(/'[A-Z]\w+\.[A-Z]\w+\.\w+'/g))
      expect(scope).toMatch(/^'\w+\.Read\.(?:All|Directory)'$/);
    expect(codeOf(script)).not.toMatch(
      /Invoke-(?!MgGraphRequest)|iex|\bStart-|Add-Type|DownloadString|&\s*\$/,
    );
  },
);

test.each(collectionSources)("[CO16] %s: says what it reads, rights, alarms, time", (source) => {
  const [head = ""] = collectionScript(source).split("#>");
  for (const word of ["Läser  ", "Läser inte  ", "Rättigheter  ", "Larm  ", "Tid  ", "Kräver  "])
    expect(head).toContain(word);
  expect(head.startsWith("\uFEFF<#")).toBe(true);
});

test.each(collectionSources)("[CO16] %s: short, and nothing of passwords", (source) => {
  const script = collectionScript(source);
  expect(script.split("\n").length).toBeLessThan(160);
  const texts = [...script.matchAll(/'([^'\n]*)'/g)].map(([, text = ""]) => text.toLowerCase());
  expect(texts.filter((text) => passwordFields.includes(text))).toEqual([]);
  const code = codeOf(script).replaceAll(/"(?:[^"`\n]|`.)*"/g, "");
  for (const [open, close] of ["()", "{}", "[]"])
    expect(code.split(open ?? "").length, open).toBe(code.split(close ?? "").length);
});
