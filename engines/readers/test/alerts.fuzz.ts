/** Fuzzes files of other products' alerts: good ones with pieces changed, repeated and cut. */
import { holdsPersonalNumber, readAlerts } from "../src/index.ts";
import { type Fuzzed, fuzzTexts } from "./changed-texts.ts";

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

/**
 * Reads changed files for so many seconds; what is found keeps no personal identity number.
 * @param spentMs work that the process has done so far
 */
export function fuzz(seconds: number, seed: number, spentMs: () => number): Fuzzed {
  return fuzzTexts(
    { seconds, seed, spentMs },
    {
      name: "alerts of others",
      draws: "alerts",
      good,
      pieces,
      edits: 6,
      read: (bytes) => JSON.stringify(readAlerts({ name: "a", bytes })),
      faultOf: (found) =>
        holdsPersonalNumber(found) ? "a personal identity number is kept" : null,
    },
  );
}
