/** Reports of mail as receivers write them, for tests and fuzzing. */

/** One record of an aggregate report of DMARC. */
export type RecordOf = {
  readonly source?: string;
  readonly count?: number;
  readonly dkim?: string;
  readonly spf?: string;
  /** Signer, selector and result of each signature. */
  readonly signed?: readonly (readonly [domain: string, selector: string, result: string])[];
};

function recordOf({
  source = "192.0.2.1",
  count = 1,
  dkim = "pass",
  spf = "pass",
  signed = [],
}: RecordOf) {
  const signatures = signed.map(
    ([domain, selector, result]) =>
      `<dkim><domain>${domain}</domain>` +
      (selector === "" ? "" : `<selector>${selector}</selector>`) +
      `<result>${result}</result></dkim>`,
  );
  return (
    `<record><row><source_ip>${source}</source_ip><count>${count}</count><policy_evaluated>` +
    `<disposition>none</disposition><dkim>${dkim}</dkim><spf>${spf}</spf></policy_evaluated>` +
    `</row><identifiers><header_from>example.se</header_from></identifiers>` +
    `<auth_results>${signatures.join("")}<spf><domain>example.se</domain><result>${spf}</result>` +
    `</spf></auth_results></record>`
  );
}

/** An aggregate report of DMARC of 2026-11-01, of example.se. */
export function dmarcReport(
  records: readonly RecordOf[],
  id = "r1",
  domain = "example.se",
): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feedback><version>1.0</version><report_metadata>' +
    `<org_name>receiver.example</org_name><email>dmarc@receiver.example</email><report_id>${id}` +
    "</report_id><date_range><begin>1793491200</begin><end>1793577599</end></date_range>" +
    `</report_metadata><policy_published><domain>${domain}</domain><adkim>r</adkim><aspf>r</aspf>` +
    `<p>none</p><sp>none</sp><pct>100</pct></policy_published>${records.map(recordOf).join("")}` +
    "</feedback>"
  );
}

/** A report of SMTP TLS of 2026-11-01, of example.se. */
export function tlsReport(id = "t1"): string {
  return JSON.stringify({
    "organization-name": "receiver.example",
    "date-range": {
      "start-datetime": "2026-11-01T00:00:00Z",
      "end-datetime": "2026-11-01T23:59:59Z",
    },
    "contact-info": "tls@receiver.example",
    "report-id": id,
    policies: [
      {
        policy: {
          "policy-type": "sts",
          "policy-domain": "example.se",
          "mx-host": ["mx.example.se"],
        },
        summary: { "total-successful-session-count": 412, "total-failure-session-count": 3 },
        "failure-details": [
          {
            "result-type": "certificate-expired",
            "sending-mta-ip": "192.0.2.9",
            "receiving-mx-hostname": "mx.example.se",
            "failed-session-count": 3,
          },
        ],
      },
    ],
  });
}
