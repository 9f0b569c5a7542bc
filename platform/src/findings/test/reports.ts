/** Small reports of scanners, fictional. */
import type { Given } from "../../protect/test/example.ts";

/** A flaw as a scanner tells it. */
export type Told = {
  readonly host: string;
  readonly cve: string | null;
  readonly severity: number;
  readonly port: string;
};

function given(name: string, text: string): Given {
  return { name, bytes: new TextEncoder().encode(text) };
}

/** A report of OpenVAS of a day; `part` where its filter left something out. */
export function openvas(
  day: string,
  told: readonly Told[],
  kind: "part" | "whole" = "whole",
): Given {
  const results = told.map(
    ({ host, cve, severity, port }) =>
      `<result><host>192.0.2.1<hostname>${host}</hostname></host><port>${port}/tcp</port>` +
      `<nvt oid="1.3.6.${severity * 10}"><name>Brist</name><refs>` +
      `${cve === null ? "" : `<ref type="cve" id="${cve}"/>`}</refs></nvt>` +
      `<threat>High</threat><severity>${severity}</severity></result>`,
  );
  const full = kind === "whole" ? told.length : told.length + 1;
  return given(
    `openvas-${day}-${kind}.xml`,
    `<report><report><gmp/><scan_start>${day}T00:00:00Z</scan_start><result_count>` +
      `<full>${full}</full><filtered>${told.length}</filtered></result_count><results>` +
      `${results.join("")}</results></report></report>`,
  );
}

/** A report of Nessus of a day, of hosts that it scanned to the end. */
export function nessus(day: string, told: readonly Told[]): Given {
  const [host = ""] = told.map((one) => one.host);
  const items = told.map(
    ({ cve, severity, port }) =>
      `<ReportItem port="${port}" protocol="tcp" severity="3" pluginName="Brist" ` +
      `pluginID="${cve === null ? "940000" : `94${severity * 10}`}">` +
      (cve === null ? "" : `<cve>${cve}</cve>`) +
      `<cvss3_base_score>${severity}</cvss3_base_score></ReportItem>`,
  );
  const seconds = Date.parse(`${day}T00:00:00Z`) / 1000;
  return given(
    `nessus-${day}.nessus`,
    `<NessusClientData_v2><Report name="r"><ReportHost name="192.0.2.1"><HostProperties>` +
      `<tag name="host-ip">192.0.2.1</tag><tag name="host-fqdn">${host}</tag>` +
      `<tag name="HOST_END_TIMESTAMP">${seconds}</tag></HostProperties>` +
      `${items.join("")}</ReportHost></Report></NessusClientData_v2>`,
  );
}
