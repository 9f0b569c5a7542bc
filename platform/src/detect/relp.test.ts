/** The short form of `npm run faults -- watch`: rsyslog against a receiver that is killed twice. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { findRsyslog, relpRounds } from "../../faults/relp-rounds.ts";
import { temporary } from "./test/lines.ts";

const rsyslog = findRsyslog();

test("[DT31] rsyslog is at hand where it is required", () => {
  const isRequired = (process.env["VALLGRAV_REQUIRE"] ?? "").split(",").includes("rsyslog");
  if (rsyslog === null) process.stderr.write("skipped: no rsyslog with RELP is installed\n");
  expect({ isRequired, isMissing: rsyslog === null }).not.toEqual({
    isRequired: true,
    isMissing: true,
  });
});

test.skipIf(rsyslog === null)(
  "[DT31] of 2 000 lines none is lost and none told twice over two kills",
  async () => {
    const stream = seeded(drawKey("relp"), "4711");
    let drawn = 0;
    const { faults, killedAt, told } = await relpRounds({
      rsyslog: rsyslog ?? "",
      folder: temporary(),
      lines: 2_000,
      kills: 2,
      chance: () => block(stream, (drawn += 1), 0).high / 2 ** 32,
      mostMs: 240_000,
    });
    expect({ faults, kills: killedAt.length, told }).toEqual({ faults: [], kills: 2, told: 2_000 });
  },
  300_000,
);
