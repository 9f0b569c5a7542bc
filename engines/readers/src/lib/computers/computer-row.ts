/** What inventories of computers share: how a machine is known again and what is said of it. */
import type { Claim, Instant, Subject } from "@vallgrav/kernel";
import { observe } from "../gathering.ts";
import { addressClaim, computerNamed, macClaim, nameClaim } from "../naming.ts";
import { upnClaim } from "../people/person.ts";
import { holdsPersonalNumber } from "../personal-number.ts";
import { claimOf } from "../sharphound/references.ts";
import * as cells from "../table/cells.ts";
import type { RowReader, ShapedRows } from "../table/shape.ts";
import { badCell, relate, say, take, takeWord } from "../table/telling.ts";
import type { Take, Telling } from "../table/telling.ts";

/** Columns that inventories have; none has all of them. */
export type ComputerColumn =
  | "address"
  | "compliant"
  | "device-id"
  | "domain"
  | "encrypted"
  | "host"
  | "join-type"
  | "last-seen"
  | "mac"
  | "managed-by"
  | "manufacturer"
  | "model"
  | "name"
  | "operating-system"
  | "operating-system-version"
  | "owner"
  | "primary-user"
  | "serial"
  | "state"
  | "uuid"
  | "zone";

const compliantWords: cells.Words = {
  yes: ["ja", "yes", "true", "compliant", "godkand"],
  no: ["nej", "no", "false", "noncompliant", "not compliant", "non compliant", "ej godkand"],
  unknown: ["not evaluated", "unknown", "okand", "in grace period", "ingraceperiod", "conflict"],
};
const joinWords: cells.Words = {
  entra: ["azureadjoined", "azure ad joined", "entra joined", "microsoft entra joined"],
  hybrid: ["hybridazureadjoined", "hybrid azure ad joined", "microsoft entra hybrid joined"],
  registered: ["azureadregistered", "azure ad registered", "microsoft entra registered"],
};

const nobodys = /^(?:0+|none|n\/?a|unknown|to be filled.*|default string|system serial number)$/i;

function serialClaim(cell: string): Claim | null {
  const value = cell.trim().slice(0, 128);
  if (value.length < 4 || nobodys.test(value) || holdsPersonalNumber(value)) return null;
  return { space: "serial", value };
}

/** The names of a machine: its own, and with its domain where that is one of DNS. */
function namesOf(row: Telling<ComputerColumn>): readonly string[] {
  const name = row.cell("name").toLowerCase();
  const domain = row.cell("domain").toLowerCase();
  const isFull = name.includes(".") || !domain.includes(".") || name === "";
  return isFull ? [name] : [`${name}.${domain}`];
}

/** The machine a row is about; null where nothing names one. */
function computerOf(row: Telling<ComputerColumn>): Subject | null {
  const macs = cells.partsOf(row.cell("mac")).slice(0, 1).map(macClaim);
  const addresses = cells.partsOf(row.cell("address")).filter((one) => addressClaim(one) !== null);
  const others = [claimOf(row.cell("device-id")), serialClaim(row.cell("serial")), ...macs];
  return computerNamed(namesOf(row), addresses.slice(0, 8), others);
}

const named = ["name", "serial", "mac", "address", "device-id"] as const;

function sayUser(row: Telling<ComputerColumn>, computer: Subject): void {
  const claim = upnClaim(row.cell("primary-user"));
  if (claim === null) return;
  const account: Subject = { kind: "account", claims: [claim] };
  relate(row, "primary-user", [account, "primary-user-of", computer]);
}

/** The hypervisor a machine runs on, where the list says. */
function sayHost(row: Telling<ComputerColumn>, computer: Subject): void {
  const cell = row.cell("host");
  if (cell === "") return;
  const claim = addressClaim(cell) ?? nameClaim(cell);
  if (claim === null) badCell(row, "host", "host-name");
  else relate(row, "host", [computer, "hosted-on", { kind: "computer", claims: [claim] }]);
}

/** When the source last saw the machine; null where it does not say, or says a later day. */
function seenAt({ cell, into }: Telling<ComputerColumn>): Instant | null {
  const day = cells.dayIn(cell("last-seen"));
  if (day === null) return null;
  const seen = `${day}T00:00:00.000Z` as Instant;
  return seen < into.stamp.validFrom ? seen : null;
}

const takePowerState: Take = [cells.powerStateIn, "known-word"];

function sayComputer(row: Telling<ComputerColumn>, computer: Subject): void {
  const column = named.find((one) => row.cell(one) !== "") ?? "name";
  observe(row.into, row.place(column), computer, { is: "present" });
  say(row, [computer, "name", "name"], take.text);
  say(row, [computer, "operatingsystem", "operating-system"], take.text);
  say(row, [computer, "os-build", "operating-system-version"], take.text);
  say(row, [computer, "manufacturer", "manufacturer"], take.text);
  say(row, [computer, "model", "model"], take.text);
  say(row, [computer, "last-seen", "last-seen"], take.date);
  say(row, [computer, "power-state", "state"], takePowerState);
  say(row, [computer, "ownership", "owner"], take.text);
  say(row, [computer, "managed-by", "managed-by"], take.text);
  say(row, [computer, "disk-encrypted", "encrypted"], take.yesNo);
  say(row, [computer, "compliant", "compliant"], takeWord(compliantWords));
  say(row, [computer, "join-type", "join-type"], takeWord(joinWords));
  sayUser(row, computer);
  sayHost(row, computer);
}

/** Reads a list of machines, one a row. */
export function beginComputers({ into }: ShapedRows<ComputerColumn>): RowReader<ComputerColumn> {
  return {
    row: (given) => {
      const row = { ...given, into };
      const computer = computerOf(row);
      if (computer === null) return { skipped: "no-id" };
      // A machine that has not answered since spring was so in spring, whenever it was listed.
      into.trueAt = seenAt(row);
      sayComputer(row, computer);
      into.trueAt = null;
      return { id: computer.claims[0].value };
    },
  };
}
