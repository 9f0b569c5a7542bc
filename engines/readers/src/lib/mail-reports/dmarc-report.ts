/**
 * Aggregate reports of DMARC, as receivers send them (RFC 7489 appendix C, RFC 9990): who delivered
 * mail in a domain's name, whether it held, and which keys signed it.
 */
import { instantFromMs } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { clipped, refused, startGathering } from "../gathering.ts";
import { openXmlText, walkXml } from "../opening/xml-file.ts";
import type { ReaderInput } from "../reading.ts";
import { childOf, childrenOf, textIn } from "../xml/looking.ts";
import type { XmlElement } from "../xml/xml.ts";
import { countIn, mailReportLimits, nameIn, wordIn } from "./mail-report.ts";
import type { MailFlow, MailReportReading, SeenKey } from "./mail-report.ts";

/** A moment in seconds since 1970; null where it is none. */
function momentIn(text: string): Instant | null {
  return /^\d{1,11}$/.test(text.trim()) ? instantFromMs(Number(text.trim()) * 1_000) : null;
}

/** An address as it is written, where it looks like one. */
function addressIn(text: string): string {
  const address = text.trim().toLowerCase();
  return /^[0-9a-f.:]{2,45}$/.test(address) ? address : "?";
}

function flowOf(row: XmlElement | null): MailFlow {
  const evaluated = childOf(row, "policy_evaluated");
  const isAligned = ["dkim", "spf"].some((one) => wordIn(textIn(evaluated, one)) === "pass");
  return {
    source: addressIn(textIn(row, "source_ip")),
    messages: countIn(textIn(row, "count")),
    isAligned,
    disposition: wordIn(textIn(evaluated, "disposition")),
  };
}

/** Keys by signer and selector. */
type Keys = Map<string, SeenKey>;

function addKeys(keys: Keys, record: XmlElement, messages: number): void {
  for (const signed of childrenOf(childOf(record, "auth_results"), "dkim")) {
    const [domain, selector] = [
      nameIn(textIn(signed, "domain")),
      nameIn(textIn(signed, "selector")),
    ];
    // Selectors are optional in a report; without one nobody knows where the key lies.
    if (domain === "" || selector === "") continue;
    const name = `${selector} ${domain}`;
    const known = keys.get(name) ?? { domain, selector, held: 0, failed: 0 };
    const holds = wordIn(textIn(signed, "result")) === "pass";
    if (!keys.has(name) && keys.size >= mailReportLimits.keys) continue;
    keys.set(name, {
      ...known,
      held: known.held + (holds ? messages : 0),
      failed: known.failed + (holds ? 0 : messages),
    });
  }
}

/** Reads an aggregate report of DMARC. Linear in its size. */
export function readDmarcReport(input: ReaderInput): MailReportReading {
  const limited = { ...input, limits: { ...input.limits, bytes: mailReportLimits.bytes } };
  const opened = openXmlText(limited);
  if ("ok" in opened) return opened.ok ? refused(input, "readers/unrecognised", {}) : opened;
  const stamp = { validFrom: input.receivedAt, standing: "observed", report: "outside" } as const;
  const flows: MailFlow[] = [];
  const keys: Keys = new Map();
  const root = walkXml(startGathering(limited, stamp), opened.text, (element) => {
    if (element.name !== "record") return true;
    if (flows.length >= mailReportLimits.rows) return false;
    const flow = flowOf(childOf(element, "row"));
    flows.push(flow);
    addKeys(keys, element, flow.messages);
    return false;
  });
  if ("ok" in root) return root.ok ? refused(input, "readers/unrecognised", {}) : root;
  const domain = nameIn(textIn(childOf(root, "policy_published"), "domain"));
  if (root.name !== "feedback" || domain === "")
    return refused(input, "readers/other-kind", {
      expected: "feedback",
      found: clipped(root.name),
    });
  const metadata = childOf(root, "report_metadata");
  const range = childOf(metadata, "date_range");
  return {
    ok: true,
    report: {
      kind: "dmarc",
      by: clipped(textIn(metadata, "org_name")),
      id: clipped(textIn(metadata, "report_id")),
      domain,
      from: momentIn(textIn(range, "begin")),
      until: momentIn(textIn(range, "end")),
      flows,
      keys: [...keys.values()],
      sessions: 0,
      failures: [],
    },
  };
}
