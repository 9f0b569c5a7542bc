/** Whether what sources say differently is a contradiction, or the same thing said less exactly. */
import type { PropertyName, Value } from "@vallgrav/kernel";
import type { Fact } from "./model.ts";
import { ofEachSource } from "./progressing.ts";

/** A name in small letters, with what stands before the domain in front. */
function sameName(one: string, other: string): boolean {
  const [short, long] = [one.toLowerCase(), other.toLowerCase()].sort(
    (a, b) => a.length - b.length,
  ) as [string, string];
  if (!long.startsWith(short) || short === "") return false;
  return [undefined, ".", "@"].includes(long[short.length]);
}

/** What management tools call the kernel that Windows 10, 11 and Server 2016 and later share. */
const kernelOnly = /^windows nt (?:workstation|server|advanced server) 10 0\b/;
const onThatKernel = /^windows(?: (?:10|11)\b| server (?:2016|2019|20[2-9]\d)\b|$)/;

/** The words of an operating system: no maker, no marks, digits apart from letters. */
function systemWords(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/(?<=\p{L})(?=\d)/gu, " ")
    .replaceAll(/[^\p{L}\d]+/gu, " ")
    .trim()
    .replace(/^microsoft /, "");
}

function sameSystem(one: string, other: string): boolean {
  const [a, b] = [systemWords(one), systemWords(other)];
  if (kernelOnly.test(a) && onThatKernel.test(b)) return true;
  if (kernelOnly.test(b) && onThatKernel.test(a)) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short !== "" && `${long} `.startsWith(`${short} `);
}

/**
 * Whether two values of a property can both be true: the same, or one of them less exact. A name
 * with and without its domain, in any case; an operating system with and without its edition.
 */
export function agree(property: PropertyName, one: Value, other: Value): boolean {
  if (ofEachSource.has(property)) return true;
  if (typeof one !== "string" || typeof other !== "string") return false;
  if (property === "name") return sameName(one, other);
  return property === "operatingsystem" && sameSystem(one, other);
}

/**
 * Whether sources contradict each other on a property, and nobody has said whom to believe. What is
 * said less exactly contradicts nothing by itself; two exact values do, whatever stands between.
 * Cost: square of the distinct values of one fact.
 */
export function isContradicted(property: PropertyName, fact: Fact<Value>): boolean {
  const { value, against, trusted } = fact;
  if (trusted !== undefined || against.length === 0) return false;
  const values = [value, ...against.map((other) => other.value)];
  return values.some((one, at) =>
    values.slice(at + 1).some((other) => !agree(property, one, other)),
  );
}
