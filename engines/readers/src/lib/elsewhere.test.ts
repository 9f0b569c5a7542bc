/** Files that are known and not taken: each told by its name. */
import { expect, test } from "vitest";
import { inputOf, told } from "../../test/file.ts";
import { read, recognise } from "./read.ts";

const cases: readonly (readonly [maker: string | null, content: string])[] = [
  [null, '{"document":{"category":"csaf_vex","csaf_version":"2.0","title":"x"},"product_tree":{}}'],
  ["Cisco", ": Saved\n: Serial Number: X\nASA Version 9.16(4)\n!\nhostname fw1\ninterface Gi0/0\n"],
  ["Cisco", "!\nversion 17.3\nservice password-encryption\nhostname rt1\ninterface Gi0/0\n"],
  [
    "Palo Alto Networks",
    '<?xml version="1.0"?>\n<config version="10.1.0" urldb="paloaltonetworks"><devices/></config>',
  ],
  ["pfSense", '<?xml version="1.0"?>\n<pfsense>\n\t<version>21.7</version></pfsense>'],
  ["OPNsense", '<?xml version="1.0"?>\n<opnsense>\n<theme>x</theme></opnsense>'],
  [
    "Juniper",
    "## Last changed: 2026-01-01 00:00:00 UTC\nversion 20.4;\nsecurity {\n policies { } }",
  ],
  ["Sophos", '<?xml version="1.0"?>\n<Configuration APIVersion="1905.1"></Configuration>'],
  ["MikroTik", "# jan/01/2026 00:00:00 by RouterOS 7.12\n/interface bridge\nadd name=b1\n"],
];

test("[R20] an advisory is left out with a warning, other makers' backups refused by name", () => {
  for (const [maker, content] of cases) {
    expect([maker, recognise("x", inputOf("x", content).bytes)]).toEqual([maker, "elsewhere"]);
    const wanted =
      maker === null
        ? ["readers/for-match", "warning", {}, ""]
        : ["readers/other-maker", "error", { maker }, ""];
    expect(told(read(inputOf("x", content)))).toEqual([wanted]);
  }
});
