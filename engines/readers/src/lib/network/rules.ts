/**
 * Filter rules of a firewall as a table, in the order in which they are tried: what may reach what.
 * A rule counts where it is on and allows, and where no earlier one that denies covers it wholly.
 */
import type { Subject } from "@vallgrav/kernel";
import { withoutPersonalNumbers } from "../personal-number.ts";
import * as cells from "../table/cells.ts";
import { foldText } from "../table/fold.ts";
import type { RowReader, Shape, ShapedRows } from "../table/shape.ts";
import { badCell } from "../table/telling.ts";
import type { Telling } from "../table/telling.ts";
import { isSingle, networkIn } from "./network.ts";
import { allow, deny, endKey, endReach, startReach } from "./reach.ts";
import type { End, Rule } from "./reach.ts";
import { networkClaim, zoneClaim } from "./zones.ts";

type Column =
  | "action"
  | "destination"
  | "destination-zone"
  | "enabled"
  | "name"
  | "number"
  | "protocol"
  | "service"
  | "source"
  | "source-zone";

const actionWords: cells.Words = {
  allow: ["tillat", "tillaten", "ja", "allow", "accept", "permit", "pass"],
  deny: ["neka", "nekad", "blockera", "nej", "deny", "drop", "reject", "block", "discard"],
};
const enabledWords: cells.Words = {
  yes: ["ja", "yes", "true", "sant", "1", "enabled", "enable", "aktiv", "pa", "on"],
  no: ["nej", "no", "false", "falskt", "0", "disabled", "disable", "inaktiv", "av", "off"],
};
const anyWords = new Set(["any", "all", "alla", "allt", "alltid", "0 0 0 0 0", "any4"]);

/** What an address or the name of a zone names; null where nothing is left of it. */
export function subjectOfEnd(part: string): Subject | null {
  const network = networkIn(part);
  if (network === null) {
    const claim = zoneClaim(part);
    return claim === null ? null : { kind: "zone", claims: [claim] };
  }
  if (!isSingle(network)) return { kind: "zone", claims: [networkClaim(network)] };
  return { kind: "computer", claims: [{ space: "ip", value: network.replace(/\/\d+$/, "") }] };
}

/** The end of a rule: its addresses, else its zones; `any` in both is everything. */
function endOf(row: Telling<Column>, columns: readonly [Column, Column]): End {
  const subjects = new Map<string, Subject>();
  let isAny = false;
  for (const column of columns) {
    const parts = cells.partsOf(row.cell(column));
    const named = parts.filter((part) => !anyWords.has(foldText(part)));
    isAny ||= parts.length > named.length;
    for (const part of named) {
      const subject = subjectOfEnd(part);
      if (subject === null) badCell(row, column, "address");
      else subjects.set(endKey(subject), subject);
    }
    if (subjects.size > 0) break;
  }
  return { isAny: isAny && subjects.size === 0, subjects };
}

const portForm = /^(?:(tcp|udp|sctp)[ /_:-]?)?(\d{1,5})(?:-(\d{1,5}))?(?:[ /_:-]?(tcp|udp|sctp))?$/;

/** Services in one spelling each, `tcp/443`; names of others as they are; `any` for everything. */
function servicesOf(row: Telling<Column>): readonly string[] {
  const protocol = row.cell("protocol").toLowerCase();
  const services = cells.partsOf(row.cell("service").toLowerCase()).map((part) => {
    if (anyWords.has(foldText(part))) return "any";
    const [, before, first, last, behind] = portForm.exec(part) ?? [];
    if (first === undefined) return cells.slugOf(withoutPersonalNumbers(part));
    const kind = before ?? behind ?? (/^(?:tcp|udp|sctp)$/.test(protocol) ? protocol : "tcp");
    return `${kind}/${first}${last === undefined ? "" : `-${last}`}`;
  });
  const known = services.filter((one) => one !== "");
  return known.length === 0 || known.includes("any") ? ["any"] : [...new Set(known)].sort();
}

function begin({ into }: ShapedRows<Column>): RowReader<Column> {
  const table = startReach(into);
  let rows = 0;
  return {
    row: (given) => {
      const row = { ...given, into };
      rows += 1;
      const id = row.cell("number") === "" ? `rule ${rows}` : row.cell("number");
      const action = cells.wordIn(actionWords, row.cell("action"));
      if (action === null) return { skipped: "no-action" };
      const enabled = row.cell("enabled");
      if (enabled !== "" && cells.wordIn(enabledWords, enabled) === null)
        badCell(row, "enabled", "boolean");
      if (cells.wordIn(enabledWords, enabled) === "no") return { id };
      const rule: Rule = {
        from: endOf(row, ["source", "source-zone"]),
        to: endOf(row, ["destination", "destination-zone"]),
        services: servicesOf(row),
      };
      const column = row.cell("source") === "" ? "source-zone" : "source";
      if (action === "deny") deny(table, rule);
      else allow(table, rule, row.place(column));
      return { id };
    },
    end: () => {
      endReach(table);
    },
  };
}

/** Filter rules. */
export const filterRules: Shape<Column> = {
  name: "filter-rules",
  reader: "filter-rules",
  counted: "rules",
  lists: null,
  standing: "observed",
  report: "configuration",
  headings: {
    action: ["atgard", "regel", "tillat neka", "action"],
    destination: ["destination", "mal", "till", "to", "dst", "dstaddr", "destination address"],
    "destination-zone": [
      "malzon",
      "till zon",
      "destination zone",
      "to zone",
      "dstintf",
      "dst zone",
    ],
    enabled: ["aktiv", "aktiverad", "enabled", "status", "state"],
    name: ["namn", "regelnamn", "name", "rule name", "policy name"],
    number: ["nr", "ordning", "regelnummer", "number", "order", "rule", "policyid", "id", "seq"],
    protocol: ["protokoll", "protocol", "proto"],
    service: ["tjanst", "tjanster", "port", "portar", "service", "services", "ports", "dst port"],
    source: ["kalla", "fran", "source", "from", "src", "srcaddr", "source address"],
    "source-zone": ["kallzon", "fran zon", "source zone", "from zone", "srcintf", "src zone"],
  },
  needs: [["action"], ["source", "source-zone"], ["destination", "destination-zone"]],
  least: 4,
  begin,
};
