/** Links and paths in documents lead somewhere, and what is said to be missing is missing. */
import { posix } from "node:path";
import { exists } from "../tree.ts";
import type { Finding, Tree } from "../tree.ts";

const rooms = "kernel|engines|knowledge|platform|apps|examples|bench|docs|tools|\\.ci";
const roomPath = new RegExp(`^(?:${rooms})/[\\w./@-]*$`);
const ownPath = /^(?:src|fixtures|lib|test)\/[\w./@-]*$/;

/** Between these two marks stand paths that do not exist yet; one that does is a finding. */
const plannedBlock = /<!-- planned -->([\s\S]*?)<!-- \/planned -->/g;

function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, title] of text.matchAll(/^#{1,6} +(.+)$/gm))
    anchors.add(
      (title ?? "")
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    );
  return anchors;
}

function withoutCodeBlocks(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, "");
}

function checkLink(tree: Tree, file: string, link: string): string | null {
  if (/^(?:[a-z]+:|\/\/)/i.test(link)) return null;
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? file : posix.join(posix.dirname(file), decodeURI(path));
  if (!exists(tree, target)) return `the link ${link} leads nowhere`;
  if (anchor === undefined || !target.endsWith(".md")) return null;
  return anchorsOf(tree.get(target) ?? "").has(anchor) ? null : `no heading for ${link}`;
}

function checkPath(tree: Tree, file: string, path: string): string | null {
  if (roomPath.test(path)) return exists(tree, path) ? null : `the path ${path} does not exist`;
  const folder = posix.dirname(file);
  if (folder === "." || !ownPath.test(path) || !tree.has(`${folder}/package.json`)) return null;
  const here = posix.join(folder, path);
  return exists(tree, here) ? null : `the path ${path} does not exist beside this document`;
}

/** Checks every `[text](link)` and every path in backticks of every document of the tree. */
export function checkDocuments(tree: Tree): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [file, raw] of tree) {
    if (!file.endsWith(".md") || file.includes("/fixtures/")) continue;
    const add = (what: string | null): void => {
      if (what !== null) findings.push({ rule: "document", file, what });
    };
    const text = withoutCodeBlocks(raw);
    for (const [, planned] of text.matchAll(plannedBlock))
      for (const [, path = ""] of (planned ?? "").matchAll(/`([^`\n]+)`/g))
        if (roomPath.test(path) && exists(tree, path))
          add(`${path} is here now: move it out of the planned block`);
    const settled = text.replace(plannedBlock, "");
    for (const [, link = ""] of settled.matchAll(/\]\(([^()\s]+)(?:\s+"[^"]*")?\)/g))
      add(checkLink(tree, file, link));
    for (const [, path = ""] of settled.matchAll(/`([^`\n]+)`/g))
      add(checkPath(tree, file, path.replace(/:\d+$/, "")));
  }
  return findings;
}
