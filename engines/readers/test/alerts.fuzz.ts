/** Fuzzes files of other products' alerts: good ones with pieces changed, repeated and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { holdsPersonalNumber, readAlerts } from "../src/index.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const incident =
  '{"value":[{"id":"1","displayName":"x","severity":"high","incidentWebUrl":"https://a.test",' +
  '"createdDateTime":"2026-11-20T12:00:00Z","alerts":[{"id":"2","title":"y","evidence":[' +
  '{"@odata.type":"#a.deviceEvidence","deviceDnsName":"pc1","loggedOnUsers":[{"accountName":"b"}]' +
  "}]}]}]}";

const good = [
  incident,
  '[{"SystemAlertId":"a","DisplayName":"t","Entities":"[{\\"HostName\\":\\"h\\"}]"}]',
  '{"tables":[{"columns":[{"name":"Title"},{"name":"IncidentNumber"}],"rows":[["a",1]]}]}',
  '{"alertName":"a","severity":"low","time":"2026-11-20"}\n{"alertName":"b","severity":"2"}',
  "Larm;Allvar;Tid;Dator;Konto\nx;Hög;2026-11-20 10:00;pc1,pc2;a@b.example\n",
  'From: "A" <a@b.example>\nSubject: =?utf-8?Q?L=C3=A5rm?=\nDate: Fri, 20 Nov 2026 13:05:00 +0100' +
    "\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n" +
    "<p>Host: pc1</p><table><tr><td>User<td>b</tr></table>\n--b\n" +
    'Content-Disposition: attachment; filename="a.json"\n' +
    `Content-Transfer-Encoding: base64\n\n${Buffer.from(incident).toString("base64")}\n--b--\n`,
];

const pieces = [
  ...'{ } [ ] , : ; " \\ \n \r\n \n\n \t \0 \u00e5 -- --b = =? ?= < > </ & &#38; T1059.001'.split(
    " ",
  ),
  "x".repeat(5_000),
  "<style>".repeat(500),
  "&nbsp;".repeat(500),
  "a: b\n".repeat(500),
  "__proto__",
  "811218-9876",
];

/** What one file of some tens of thousands of letters may take at most. */
const mostMs = 1_000;

/** Reads changed files for so many seconds; fails where one throws, differs twice or is slow. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("alerts"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    let text = good[next(good.length)] ?? "";
    for (let edits = next(6); edits >= 0; edits -= 1) {
      const at = next(text.length + 1);
      const put =
        next(3) > 0 ? (pieces[next(pieces.length)] ?? "") : text.slice(at, at + next(200));
      text = text.slice(0, at) + put + text.slice(next(2) === 0 ? at : at + next(20));
    }
    const where = `case ${cases} of seed ${seed}`;
    const beginMs = performance.now();
    try {
      const file = { name: "a", bytes: new Uint8Array(Buffer.from(text, "latin1")) };
      const [one, other] = [JSON.stringify(readAlerts(file)), JSON.stringify(readAlerts(file))];
      if (one !== other) failures.push(`${where}: reads differently twice`);
      if (holdsPersonalNumber(one)) failures.push(`${where}: a personal identity number is kept`);
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = performance.now() - beginMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name: "alerts of others", cases, failures };
}
