/**
 * Reads virtual machines as `govc vm.info -json` lists them (vSphere's VirtualMachine): members in
 * lower or, before govc 0.30, upper camel case. Notes and what guests hold are not kept.
 */
import type { Json } from "@vallgrav/kernel";
import { observe, refused, report, withinLimits } from "../gathering.ts";
import { listOf, member, objectOf, objectsIn, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { beginFile, count, endFile, sayText } from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { addressClaim, computerNamed, macClaim, registerClaim } from "../naming.ts";
import { openJson } from "../opening/json-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { powerStateIn } from "../table/cells.ts";
import { reportSecrets } from "../sharphound/secrets.ts";

/** A member in either case of its first letter. */
function either(object: JsonObject, key: string): Json | undefined {
  return member(object, key) ?? member(object, key.charAt(0).toUpperCase() + key.slice(1));
}

function part(object: JsonObject, key: string): JsonObject {
  return objectOf(either(object, key)) ?? {};
}

function text(object: JsonObject, key: string): string {
  return textOf(either(object, key)) ?? "";
}

/** Hardware addresses and addresses of a guest's network cards. */
function cards(guest: JsonObject): {
  readonly macs: readonly string[];
  readonly ips: readonly string[];
} {
  const all = objectsIn(either(guest, "net"));
  const listed = all.flatMap((one) => listOf(either(one, "ipAddress")) ?? []);
  const ips = [text(guest, "ipAddress"), ...listed.filter((one) => typeof one === "string")];
  return { macs: all.map((one) => text(one, "macAddress")), ips };
}

function readMachine(file: MachineFile, object: JsonObject, place: string): void {
  const [config, guest, runtime] = [
    part(object, "config"),
    part(object, "guest"),
    part(object, "runtime"),
  ];
  const { macs, ips } = cards(guest);
  const addresses = [...new Set(ips)].filter((one) => addressClaim(one) !== null).slice(0, 8);
  const names = [text(guest, "hostName")];
  const machine = computerNamed(names, addresses, [
    registerClaim("vsphere", text(config, "instanceUuid") || text(config, "uuid")),
    ...macs.slice(0, 1).map(macClaim),
  ]);
  if (machine === null) {
    file.unnamed += 1;
    return;
  }
  count(file, "hosts", machine.claims[0].value);
  reportSecrets(file.into, config, `${place}/config`);
  if (member(config, "template") === true) {
    file.leftOut.set("template", (file.leftOut.get("template") ?? 0) + 1);
    return;
  }
  observe(file.into, place, machine, { is: "present" });
  sayText(file, [machine, `${place}/name`], ["name", text(object, "name")]);
  const system = text(guest, "guestFullName") || text(config, "guestFullName");
  sayText(file, [machine, `${place}/guest`], ["operatingsystem", system]);
  const power = powerStateIn(text(runtime, "powerState"));
  sayText(file, [machine, `${place}/runtime`], ["power-state", power]);
  const host = part(runtime, "host");
  const claim = registerClaim("vsphere-host", text(host, "value"));
  if (claim !== null)
    observe(file.into, `${place}/runtime/host`, machine, {
      relation: "hosted-on",
      to: { kind: "computer", claims: [claim] },
    });
}

/** Whether a text looks like such a list. */
export function looksLikeGovc(text: string): boolean {
  return /^\uFEFF?\s{0,64}\{\s{0,64}"[vV]irtualMachines"\s{0,8}:/.test(text);
}

/** Reads a file as govc's list of machines, whatever it looks like. Linear in its size. */
export function readGovc(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openJson(input);
    if ("ok" in opened) return opened;
    const root: JsonObject | null = objectOf(opened.value);
    const list = root === null ? null : listOf(either(root, "virtualMachines"));
    if (list === null)
      return refused(input, "readers/other-kind", { expected: "virtualMachines", found: "" });
    const { decodedAs } = opened;
    const file = beginFile(input, {
      reader: "vsphere",
      made: "",
      report: "configuration",
      decodedAs,
    });
    file.into.work += opened.work;
    for (const [index, value] of list.entries()) {
      file.into.work += 1;
      const object = objectOf(value);
      const place = `/virtualMachines/${index}`;
      if (object === null)
        report(file.into, "warning", [
          "readers/object-skipped",
          { reason: "not-an-object" },
          place,
        ]);
      else readMachine(file, object, place);
    }
    return endFile(file);
  });
}
