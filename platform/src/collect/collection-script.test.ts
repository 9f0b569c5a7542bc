/** The printed scripts read, say what they do, and are short enough to be read. */
import { expect, test } from "vitest";
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { passwordFields, read } from "@vallgrav/readers";
import { collectionScript, collectionSources } from "./index.ts";

/** Commands that change nothing outside the script, but for the file that it writes. */
const readOnly = new Set([
  "Connect-MgGraph",
  "Connect-VBRServer",
  "ConvertTo-Json",
  "Disconnect-VBRServer",
  "ForEach-Object",
  "Get-ADDomain",
  "Get-ADObject",
  "Get-ADRootDSE",
  "Get-Date",
  "Get-VBRBackupSession",
  "Get-VBRJob",
  "Get-VBRJobObject",
  "Get-VM",
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

/** A row of each list as its script writes it, the keys taken from the script itself. */
const rows: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  hyperv: {
    VMName: "srv01",
    VMId: "00000000-0000-4000-8000-000000000003",
    ComputerName: "hv1",
    State: "Running",
    Generation: 2,
    IPAddresses: "192.0.2.10, fe80::1",
  },
  intune: {
    "Device name": "PC1",
    "Device ID": "00000000-0000-4000-8000-000000000001",
    "Azure AD Device ID": "00000000-0000-4000-8000-000000000002",
    "Serial number": "ABC123",
    Manufacturer: "Fiktiv",
    Model: "Bok 1",
    OS: "Windows",
    "OS version": "10.0.26100.1",
    Ownership: "company",
    "Managed by": "mdm",
    Compliance: "compliant",
    Encrypted: true,
    JoinType: "azureADJoined",
    "Last check-in": "2026-02-28T10:00:00Z",
    "Primary user UPN": "kim@example.se",
  },
  veeam: {
    JobName: "Servrar natt",
    Objects: "srv01, srv02",
    RepositoryName: "Lager 1",
    RetentionDays: 14,
    IsEncrypted: true,
    IsImmutable: true,
    IsRotatedDrive: null,
    LastResult: "Success",
    LastSuccess: "2026-02-28",
  },
};

/** What each list says that nothing else would, as one line each. */
const told: Readonly<Record<string, readonly string[]>> = {
  hyperv: ["computer srv01 hosted-on hv1", "computer srv01 power-state on"],
  intune: [
    "computer 00000000-0000-4000-8000-000000000002 disk-encrypted true",
    "account kim@example.se primary-user-of 00000000-0000-4000-8000-000000000002",
  ],
  veeam: [
    "backup backup/job/servrar-natt reach immutable",
    "computer srv02 backed-up-by backup/job/servrar-natt",
  ],
};

test.each(Object.keys(rows))("[CO22] %s: what the script writes is read", (source) => {
  const script = collectionScript(source as (typeof collectionSources)[number]);
  const row = rows[source] ?? {};
  const keys = [...script.matchAll(/^ {4,}'([^'\n]+)' = /gm)].map(([, key]) => key);
  expect(keys).toEqual(Object.keys(row));
  const reading = read({
    name: `vallgrav-${source}.json`,
    bytes: new TextEncoder().encode(JSON.stringify([row], null, 2)),
    evidence: "e" as EvidenceId,
    receivedAt: "2026-03-01T00:00:00.000Z" as Instant,
  });
  expect(reading.problems).toEqual([]);
  if (!reading.ok) throw new Error("refused");
  expect(reading.reader.id).toBe(source);
  const lines = reading.observations.map(({ subject, says }) => {
    const name = `${subject.kind} ${subject.claims[0].value}`;
    if ("property" in says) return `${name} ${says.property} ${String(says.value)}`;
    return "relation" in says ? `${name} ${says.relation} ${says.to.claims[0].value}` : name;
  });
  expect(lines).toEqual(expect.arrayContaining([...(told[source] ?? [])]));
});
