/** Writes EVTX files for tests, byte by byte, so that every defect can be made on purpose. */
import { crc32 } from "node:zlib";

/** Text, or the place of a value. */
export type Part = string | { readonly slot: number; readonly optional?: boolean };

/** An element to be written. */
export type Element = {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, Part>>;
  readonly children?: readonly (Part | Element)[];
};

/** A value to be written: its type and what writes its bytes. */
export type Value = { readonly type: number; readonly write: (into: ChunkWriter) => void };

/** A definition; the same object is written once per chunk. */
export type TemplateOf = { readonly id: number; readonly root: Element };

/** A record to be written. */
export type RecordOf = {
  readonly id: number;
  readonly fileTime?: bigint;
  readonly template: TemplateOf;
  readonly values: readonly Value[];
};

/** A chunk under writing. */
export type ChunkWriter = {
  readonly view: DataView;
  readonly bytes: Uint8Array;
  at: number;
  readonly names: Map<string, number>;
  readonly templates: Map<TemplateOf, number>;
};

/** 2026-01-02T03:04:05.6789012Z. */
export const someTime = 134_117_966_456_789_012n;

function newWriter(): ChunkWriter {
  const bytes = new Uint8Array(65_536);
  const view = new DataView(bytes.buffer);
  return { bytes, view, at: 512, names: new Map(), templates: new Map() };
}

function u8(into: ChunkWriter, value: number): void {
  into.view.setUint8(into.at, value);
  into.at += 1;
}

function u16(into: ChunkWriter, value: number): void {
  into.view.setUint16(into.at, value, true);
  into.at += 2;
}

function u32(into: ChunkWriter, value: number): void {
  into.view.setUint32(into.at, value, true);
  into.at += 4;
}

function u64(into: ChunkWriter, value: bigint): void {
  into.view.setBigUint64(into.at, value, true);
  into.at += 8;
}

function letters(into: ChunkWriter, text: string): void {
  for (let index = 0; index < text.length; index += 1) u16(into, text.charCodeAt(index));
}

function name(into: ChunkWriter, text: string): void {
  const known = into.names.get(text);
  if (known !== undefined) {
    u32(into, known);
    return;
  }
  u32(into, into.at + 4);
  into.names.set(text, into.at);
  u32(into, 0);
  u16(into, 0);
  u16(into, text.length);
  letters(into, text);
  u16(into, 0);
}

function part(into: ChunkWriter, given: Part): void {
  if (typeof given === "string") {
    u8(into, 0x05);
    u8(into, 1);
    u16(into, given.length);
    letters(into, given);
    return;
  }
  u8(into, given.optional === true ? 0x0e : 0x0d);
  u16(into, given.slot);
  u8(into, 1);
}

/** Writes an element; those of definitions name what they depend on. */
export function writeElement(into: ChunkWriter, element: Element, isDefinition: boolean): void {
  const attributes = Object.entries(element.attributes ?? {});
  u8(into, attributes.length > 0 ? 0x41 : 0x01);
  if (isDefinition) u16(into, 0xffff);
  u32(into, 0);
  name(into, element.name);
  if (attributes.length > 0) u32(into, 0);
  for (const [key, given] of attributes) {
    u8(into, 0x06);
    name(into, key);
    part(into, given);
  }
  const children = element.children ?? [];
  if (children.length === 0) {
    u8(into, 0x03);
    return;
  }
  u8(into, 0x02);
  for (const child of children)
    if (typeof child === "object" && "name" in child) writeElement(into, child, isDefinition);
    else part(into, child);
  u8(into, 0x04);
}

function header(into: ChunkWriter): void {
  u32(into, 0x00_01_01_0f);
}

/** Writes an instance of a template, with its definition the first time. */
export function writeInstance(
  into: ChunkWriter,
  template: TemplateOf,
  values: readonly Value[],
): void {
  header(into);
  u8(into, 0x0c);
  u8(into, 1);
  u32(into, template.id);
  const known = into.templates.get(template);
  u32(into, known ?? into.at + 4);
  if (known === undefined) {
    into.templates.set(template, into.at);
    u32(into, 0);
    u32(into, template.id);
    u64(into, 0n);
    u32(into, 0);
    const sizeAt = into.at;
    u32(into, 0);
    header(into);
    writeElement(into, template.root, true);
    u8(into, 0);
    into.view.setUint32(sizeAt, into.at - sizeAt - 4, true);
  }
  u32(into, values.length);
  const descriptors = into.at;
  into.at += 4 * values.length;
  for (const [index, value] of values.entries()) {
    const begin = into.at;
    value.write(into);
    into.view.setUint16(descriptors + 4 * index, into.at - begin, true);
    into.view.setUint8(descriptors + 4 * index + 2, value.type);
  }
}

/** Writes a record around what `write` writes. */
export function writeRecord(
  into: ChunkWriter,
  id: number,
  fileTime: bigint,
  write: (into: ChunkWriter) => void,
): void {
  const begin = into.at;
  u32(into, 0x00_00_2a_2a);
  u32(into, 0);
  u64(into, BigInt(id));
  u64(into, fileTime);
  write(into);
  u8(into, 0);
  const size = into.at - begin + 4;
  u32(into, size);
  into.view.setUint32(begin + 4, size, true);
}

function seal({ bytes, view }: ChunkWriter, free: number): void {
  const mark = "ElfChnk\0";
  for (let index = 0; index < mark.length; index += 1) bytes[index] = mark.charCodeAt(index);
  view.setUint32(40, 128, true);
  view.setUint32(48, free, true);
  view.setUint32(52, crc32(bytes.subarray(512, free)), true);
  const head = new Uint8Array(504);
  head.set(bytes.subarray(0, 120));
  head.set(bytes.subarray(128, 512), 120);
  view.setUint32(124, crc32(head), true);
}

/** A chunk of records; `write` may put more behind them. */
export function chunkOf(
  records: readonly RecordOf[],
  write: (into: ChunkWriter) => void = () => {},
): Uint8Array {
  const into = newWriter();
  for (const { id, fileTime = someTime, template, values } of records)
    writeRecord(into, id, fileTime, () => {
      writeInstance(into, template, values);
    });
  write(into);
  seal(into, into.at);
  return into.bytes;
}

/** A file of chunks. */
export function fileOf(...chunks: readonly Uint8Array[]): Uint8Array {
  const head = new Uint8Array(4_096);
  const mark = "ElfFile\0";
  for (let index = 0; index < mark.length; index += 1) head[index] = mark.charCodeAt(index);
  const view = new DataView(head.buffer);
  view.setUint32(32, 128, true);
  view.setUint16(36, 1, true);
  view.setUint16(38, 3, true);
  view.setUint16(40, 4_096, true);
  view.setUint16(42, chunks.length, true);
  view.setUint32(124, crc32(head.subarray(0, 120)), true);
  return Uint8Array.from([head, ...chunks].flatMap((one) => [...one]));
}

/** A value of letters. */
export function text(value: string): Value {
  return { type: 1, write: (into) => letters(into, value) };
}

/** Nothing. */
export const none: Value = { type: 0, write: () => {} };

/** A value of bytes as they are. */
export function raw(type: number, ...bytes: readonly number[]): Value {
  return {
    type,
    write: (into) => {
      for (const byte of bytes) u8(into, byte);
    },
  };
}

/** A number of 2, 4 or 8 bytes, lowest first. */
export function number(type: number, size: number, value: bigint): Value {
  const bytes = Array.from({ length: size }, (_, index) =>
    Number((BigInt.asUintN(64, value) >> BigInt(8 * index)) & 255n),
  );
  return raw(type, ...bytes);
}

/** Binary XML as a value. */
export function nested(template: TemplateOf, ...values: readonly Value[]): Value {
  return {
    type: 0x21,
    write: (into) => {
      writeInstance(into, template, values);
      u8(into, 0);
    },
  };
}

const slot = (index: number): Part => ({ slot: index });
const maybe = (index: number): Part => ({ slot: index, optional: true });

function data(key: string, given: Part): Element {
  return { name: "Data", attributes: { Name: key }, children: [given] };
}

/** The data of a process that was started. */
export const processData: TemplateOf = {
  id: 0x11,
  root: {
    name: "EventData",
    children: [data("Image", maybe(0)), data("CommandLine", slot(1)), data("User", maybe(2))],
  },
};

/** What Sysmon writes around its data. */
export const sysmonEvent: TemplateOf = {
  id: 0x22,
  root: {
    name: "Event",
    attributes: { xmlns: "http://schemas.microsoft.com/win/2004/08/events/event" },
    children: [
      {
        name: "System",
        children: [
          { name: "Provider", attributes: { Name: "Microsoft-Windows-Sysmon" } },
          { name: "EventID", attributes: { Qualifiers: maybe(3) }, children: [slot(0)] },
          { name: "TimeCreated", attributes: { SystemTime: slot(1) } },
          { name: "EventRecordID", children: [slot(2)] },
          { name: "Channel", children: ["Microsoft-Windows-Sysmon/Operational"] },
          { name: "Computer", children: ["pc-1.example.test"] },
        ],
      },
      slot(4),
    ],
  },
};

/** A record of a process that was started. */
export function processRecord(id: number, image: string, commandLine: string): RecordOf {
  return {
    id,
    template: sysmonEvent,
    values: [
      number(0x06, 2, 1n),
      number(0x11, 8, someTime),
      number(0x0a, 8, BigInt(id)),
      none,
      nested(processData, text(image), text(commandLine), none),
    ],
  };
}
