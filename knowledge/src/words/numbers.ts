/** Numbers inside sentences, as each language writes them. What is no number is left as it is. */

const noBreakSpace = "\u00A0";

function written(value: number | string, separator: string, point: string): string {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (typeof value !== "number" || found === null) return String(value);
  const [, minus = "", whole = "", fraction] = found;
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, separator);
  const sign = minus === "" ? "" : "−";
  return `${sign}${grouped}${fraction === undefined ? "" : `${point}${fraction}`}`;
}

/** `1 200 000` and `0,5`, with no-break spaces. */
export function numberSv(value: number | string): string {
  return written(value, noBreakSpace, ",");
}

/** `1,200,000` and `0.5`. */
export function numberEn(value: number | string): string {
  return written(value, ",", ".");
}

/** `1 dag`, `1 200 dagar`. */
export function countSv(value: number | string, one: string, many: string): string {
  return `${numberSv(value)}${noBreakSpace}${value === 1 ? one : many}`;
}

/** `1 day`, `1,200 days`. */
export function countEn(value: number | string, one: string, many: string): string {
  return `${numberEn(value)} ${value === 1 ? one : many}`;
}

/** Bytes in the largest fitting unit, rounded down: what exceeds a limit exceeds this too. */
function sized(
  bytes: number | string,
  [number, small]: readonly [(value: number | string) => string, string],
): string {
  const units: readonly (readonly [number, string])[] = [
    [1e9, "GB"],
    [1e6, "MB"],
  ];
  const fitting = units.find(([size]) => typeof bytes === "number" && bytes >= size);
  if (fitting === undefined || typeof bytes !== "number")
    return `${number(bytes)}${noBreakSpace}${small}`;
  const [size, unit] = fitting;
  return `${number(Math.floor((bytes / size) * 100) / 100)}${noBreakSpace}${unit}`;
}

/** `1,07 GB`, `268,43 MB`, `500 byte`. */
export function sizeSv(bytes: number | string): string {
  return sized(bytes, [numberSv, "byte"]);
}

/** `1.07 GB`, `268.43 MB`, `500 bytes`. */
export function sizeEn(bytes: number | string): string {
  return sized(bytes, [numberEn, "bytes"]);
}
