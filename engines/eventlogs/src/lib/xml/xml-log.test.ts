/** Windows events as XML. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LogEvent } from "../log-event.ts";
import { newTextLog } from "../text/text-log.ts";

function read(text: string) {
  const events: (LogEvent & { readonly line: number })[] = [];
  const log = newTextLog("a.xml", (found, line) =>
    events.push(...found.map((event) => ({ ...event, line }))),
  );
  for (const line of text.split("\n")) if (!log.line(line)) break;
  const report = log.close();
  return { events, ...report, codes: report.problems.map(({ code }) => code) };
}

const event = `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>
  <System>
    <Provider Name='Microsoft-Windows-Sysmon' Guid='{5770385f}'/>
    <EventID>1</EventID><Level>4</Level>
    <Channel>Microsoft-Windows-Sysmon/Operational</Channel>
    <Security/>
  </System>
  <EventData>
    <Data Name='CommandLine'>a &lt;b&gt; &#x41;&#66; </Data>
    <Data Name="Empty"></Data>
    <Data>one</Data><Data><![CDATA[<two>]]></Data>
  </EventData>
  <RenderingInfo Culture='sv-SE'><Message>Hej</Message><Level>Information</Level></RenderingInfo>
</Event>`;

test("[T1] exported events have the fields that they have in EVTX", () => {
  const flat = event.replaceAll("\n", " ");
  const wrapped = `<?xml version="1.0"?>\n<Events>\n${event}\n<!-- x -->${flat}</Events>`;
  const { events, form, damaged } = read(wrapped);
  expect([form, damaged, events.map(({ line }) => line)]).toEqual(["xml", 0, [3, 17]]);
  for (const { source, fields } of events) {
    expect(source).toMatchObject({ service: "sysmon", categories: ["process_creation"] });
    expect(fields).toEqual({
      Provider_Name: "Microsoft-Windows-Sysmon",
      Provider_Guid: "{5770385f}",
      EventID: "1",
      Level: "4",
      Channel: "Microsoft-Windows-Sysmon/Operational",
      Security: "",
      CommandLine: "a <b> AB ",
      Empty: "",
      Data: ["one", "<two>"],
      Message: "Hej",
      RenderingInfo_Level: "Information",
    });
  }
});

test("[T1] what is not well formed or declares types is left out and told", () => {
  const entity = "<!DOCTYPE x [<!ENTITY a 'b'>]>";
  const bad = [
    event.replace("</System>", "</Sytem>"),
    `<Event>${entity}</Event>`,
    event.replace("<EventID>", "<EventID"),
    `${"<Event><a>".repeat(1)}${"<b>".repeat(100)}${"</b>".repeat(100)}</a></Event>`,
  ];
  const { events, damaged, codes } = read(`<Events>\n${bad.join("\n")}\n${event}\n</Events>`);
  expect(events).toHaveLength(1);
  expect(damaged).toBe(bad.length);
  expect(codes).toEqual(bad.map(() => "eventlogs/bad-record"));
  expect(read(event.slice(0, -8)).codes).toEqual(["eventlogs/bad-record"]);
});

test("[T1] any text gives an answer", () => {
  const piece = fc.constantFrom(
    "<Event>",
    "</Event>",
    "<System>",
    "</System>",
    "<EventID>",
    "1",
    "<a b='c'/>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&amp;",
    "&#x110000;",
    "&",
    "<",
    ">",
    "\n",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { records, damaged } = read(`<Event>${pieces.join("")}</Event>`);
      expect(records + damaged).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
