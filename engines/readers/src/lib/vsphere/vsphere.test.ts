/** Virtual machines of vSphere, as PowerCLI and govc list them. */
import { expect, test } from "vitest";
import { inputOf, lines, readGood, told } from "../../../test/file.ts";
import { recognise } from "../read.ts";

test("[I20] a list of PowerCLI: machines, what they run on, and no notes", () => {
  const content =
    '"Name","PowerState","NumCpu","VMHost","GuestId","Notes"\r\n' +
    '"srv-a01","PoweredOn","4","esx1.example.se","windows2019srv_64Guest","lösen: Hemligt99"\r\n';
  const reading = readGood(inputOf("vm.csv", content));
  expect(reading.reader.id).toBe("vsphere");
  expect(lines(reading)).toEqual([
    "computer srv-a01 present",
    'computer srv-a01 name = "srv-a01"',
    'computer srv-a01 power-state = "on"',
    "computer srv-a01 hosted-on computer esx1.example.se",
  ]);
  expect(told(reading).map(([code, , args]) => [code, args])).toContainEqual([
    "readers/secret-in-field",
    { field: "Notes", what: "secret" },
  ]);
  expect(JSON.stringify(reading)).not.toContain("Hemligt99");
});

test("[I201] what PowerCLI writes beside is passed over, another heading is told", () => {
  const content =
    "Name,PowerState,NumCpu,MemoryGB,Folder,VMHost,GuestId,Egen\r\n" +
    "srv-a01,PoweredOff,4,16,vm,esx1.example.se,windows2019srv_64Guest,x\r\n";
  const reading = readGood(inputOf("vm.csv", content));
  expect(told(reading).map(([code, , args]) => [code, args])).toEqual([
    ["readers/unknown-column", { heading: "Egen" }],
  ]);
  expect(lines(reading)).toContain('computer srv-a01 power-state = "off"');
  expect(lines(reading).join()).not.toContain("operatingsystem");
});

test("[I20] govc's list in either case of its members; templates are no machines", () => {
  const machine = {
    name: "srv-a01",
    config: { instanceUuid: "5001-a", guestFullName: "Debian 11", annotation: "kod: 1234abcd" },
    guest: {
      hostName: "srv-a01.example.se",
      ipAddress: "192.0.2.71",
      guestFullName: "Debian 12",
      net: [{ macAddress: "00:50:56:00:00:71", ipAddress: ["192.0.2.71", "fe80::1"] }],
    },
    runtime: { powerState: "poweredOn", host: { type: "HostSystem", value: "host-9" } },
  };
  const capital = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(capital)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(
            Object.entries(value).map(([key, one]) => [
              key.charAt(0).toUpperCase() + key.slice(1),
              capital(one),
            ]),
          )
        : value;
  const list = { virtualMachines: [machine, { name: "moon" }, 7] };
  const wanted = [
    "computer vsphere/5001-a present",
    'computer vsphere/5001-a name = "srv-a01"',
    'computer vsphere/5001-a operatingsystem = "Debian 12"',
    'computer vsphere/5001-a power-state = "on"',
    "computer vsphere/5001-a hosted-on computer vsphere-host/host-9",
  ];
  for (const content of [list, capital(list)].map((one) => JSON.stringify(one))) {
    expect(recognise("x", inputOf("x", content).bytes)).toBe("vsphere");
    const reading = readGood(inputOf("x", content));
    expect(lines(reading)).toEqual(wanted);
    expect(reading.observations[0]?.subject.claims.map(({ space }) => space)).toEqual([
      "register",
      "mac",
      "fqdn",
      "ip",
    ]);
    // The code of the door in the note is told of, and kept nowhere.
    expect(told(reading).map(([code]) => code)).toEqual([
      "readers/secret-in-field",
      "readers/object-skipped",
      "readers/unnamed",
    ]);
  }
  const template = { ...machine, config: { ...machine.config, template: true } };
  const reading = readGood(inputOf("x", JSON.stringify({ virtualMachines: [template] })));
  expect(lines(reading)).toEqual([]);
  expect(told(reading).map(([, , args]) => args)).toEqual([
    { field: "annotation", what: "secret" },
    { what: "kind", name: "template", count: 1 },
  ]);
});
