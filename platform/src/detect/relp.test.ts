/** The short forms of `npm run faults -- watch` and `stops`: rsyslog, and a receiver that ends. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { findRsyslog } from "../../faults/log-receiver.ts";
import { httpRounds } from "../../faults/http-rounds.ts";
import { relpRounds } from "../../faults/relp-rounds.ts";
import { syslogStops } from "../../faults/syslog-stops.ts";
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

test.skipIf(rsyslog === null)(
  "[DT43] of 6 000 lines of syslog inside TLS none is lost over two stops in order",
  async () => {
    const { faults, counts, stops } = await syslogStops({
      rsyslog: rsyslog ?? "",
      folder: temporary(),
      lines: 6_000,
      stops: 2,
      mostMs: 120_000,
    });
    expect({ faults, stops, refused: counts.refused }).toEqual({
      faults: [],
      stops: 2,
      refused: 0,
    });
    expect(counts.parsed).toBeGreaterThanOrEqual(6_000);
  },
  300_000,
);

test("[DT49] what a shipper's requests brought is told once over three kills", async () => {
  const stream = seeded(drawKey("http"), "4711");
  let drawn = 0;
  const { faults, killedAt, told } = await httpRounds({
    folder: temporary(),
    lines: 3_000,
    kills: 3,
    chance: () => block(stream, (drawn += 1), 0).high / 2 ** 32,
    mostMs: 240_000,
  });
  expect({ faults, kills: killedAt.length, told }).toEqual({ faults: [], kills: 3, told: 3_000 });
}, 300_000);
