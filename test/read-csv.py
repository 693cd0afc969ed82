"""Reads a folder of CSV by its csv-metadata.json alone, with Python's csv module, and prints its tables as JSON.

Fails where the metadata and the files contradict each other: columns, what is required, keys, foreign keys.
"""

import csv
import json
import re
import sys

csv.field_size_limit(10**9)
folder = sys.argv[1]
encoding = sys.argv[2]
with open(f"{folder}/csv-metadata.json", encoding="utf-8") as file:
    metadata = json.load(file)
dialect = metadata["dialect"]


def unguard(cell):
    """Takes the apostrophe away that keeps a spreadsheet from running a cell."""
    return cell[1:] if re.match("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]", cell) else cell


def item(text):
    return re.sub(r"\\(.)", lambda escape: {"p": "|", "\\": "\\", "e": ""}[escape[1]], text)


def value(cell, column):
    if "separator" in column:
        cell = unguard(cell)
        return [] if cell == "" else [item(part) for part in cell.split(column["separator"])]
    if cell == column["null"]:
        assert not column.get("required"), column["name"]
        return None
    datatype = column["datatype"]
    if datatype == "integer":
        return int(cell)
    if datatype == "boolean":
        return {"true": True, "false": False}[cell]
    if datatype == "date":
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", cell), cell
        return cell
    assert datatype == "string", datatype
    return unguard(cell)


tables, keys = {}, {}
for table in metadata["tables"]:
    schema = table["tableSchema"]
    columns = schema["columns"]
    names = [column["name"] for column in columns]
    with open(f"{folder}/{table['url']}", encoding=encoding, newline="") as file:
        header, *lines = csv.reader(file, delimiter=dialect["delimiter"], quotechar=dialect["quoteChar"], strict=True)
    assert header == names, (header, names)
    assert all(len(line) == len(names) for line in lines), table["url"]
    rows = [[value(cell, column) for cell, column in zip(line, columns)] for line in lines]
    tables[table["url"].removesuffix(".csv")] = rows

    def cells(row, wanted):
        return tuple(row[names.index(name)] for name in wanted)

    keys[table["url"]] = {cells(row, schema["primaryKey"]) for row in rows}
    assert len(keys[table["url"]]) == len(rows), f"{table['url']}: a key stands twice"
    for key in schema["foreignKeys"]:
        resource = key["reference"]["resource"]
        target = next(other for other in metadata["tables"] if other["url"] == resource)
        assert target["tableSchema"]["primaryKey"] == key["reference"]["columnReference"]
        for row in rows:
            assert cells(row, key["columnReference"]) in keys[resource], (table["url"], row)
json.dump(tables, sys.stdout)
