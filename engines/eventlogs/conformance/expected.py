"""What another reader makes of EVTX files, as sums: python expected.py FOLDER … > evtx-expected.json

Needs the package evtx (bindings of the Rust crate of that name). Per file, named by the beginning of
the SHA-256 of its bytes: how many records, how many fields, and the beginning of the SHA-256 over
all of them, one a line, sorted: record number, name, text. Texts without spaces at their ends (the
crate cuts them), GUIDs without braces, times to the microsecond.
"""
import hashlib
import json
import os
import re
import sys

from evtx import PyEvtxParser

GUID = re.compile(r"^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$")
TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6,7}Z$")


def text(value):
    if isinstance(value, dict):
        return text(value.get("#text"))
    if isinstance(value, list):
        return " , ".join(text(one) or "" for one in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return None
    plain = str(value).strip(" \t\r\n")
    if GUID.match(plain):
        return plain[1:-1]
    return plain[:26] if TIME.match(plain) else plain


def put(fields, name, value):
    found = text(value)
    if found is not None:
        fields[name] = found


def attributes(fields, name, value):
    if isinstance(value, dict):
        for key, one in (value.get("#attributes") or {}).items():
            if not key.startswith("xmlns"):
                put(fields, f"{name}_{key}", one)


def inner(fields, part, is_data):
    for name, value in part.items():
        if name == "#attributes":
            continue
        if isinstance(value, dict) and "#text" not in value:
            attributes(fields, name, value)
            inner(fields, value, False)
        else:
            put(fields, name, value)
            if not is_data:
                attributes(fields, name, value)


def fields_of(event):
    fields = {}
    for name, value in event["System"].items():
        attributes(fields, name, value)
        put(fields, name, value)
    for name, part in event.items():
        if name not in ("System", "#attributes") and isinstance(part, dict):
            inner(fields, part, name == "EventData")
    return fields


def main():
    found = {}
    for folder in sys.argv[1:]:
        for where, _, names in os.walk(folder):
            for name in names:
                if not name.endswith(".evtx"):
                    continue
                path = os.path.join(where, name)
                lines = []
                records = 0
                for record in PyEvtxParser(path).records_json():
                    records += 1
                    event = json.loads(record["data"])["Event"]
                    fields = fields_of(event)
                    lines += [f"{record['event_record_id']}\t{key}\t{value}" for key, value in fields.items() if value != ""]
                digest = hashlib.sha256("\n".join(sorted(lines, key=lambda line: line.encode("utf-16-be", "surrogatepass"))).encode("utf-8", "replace")).hexdigest()[:16]
                with open(path, "rb") as file:
                    key = hashlib.sha256(file.read()).hexdigest()[:16]
                found[key] = [records, len(lines), digest]
    print("{")
    print(",\n".join(f'  "{key}": {json.dumps(found[key])}' for key in sorted(found)))
    print("}")


main()
