"""Reads a TMX file with Python's own XML reader, and prints its header and translation units as JSON."""

import json
import sys
import xml.etree.ElementTree as ElementTree

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def props(element):
    return {prop.get("type"): prop.text or "" for prop in element.findall("prop")}


root = ElementTree.parse(sys.argv[1]).getroot()
header = root.find("header")
units = [
    {
        "tuid": unit.get("tuid"),
        "srclang": unit.get("srclang"),
        "props": props(unit),
        "variants": [
            {"language": variant.get(LANGUAGE), "unit": props(variant)["x-unit"], "text": variant.find("seg").text or ""}
            for variant in unit.findall("tuv")
        ],
    }
    for unit in root.find("body").findall("tu")
]
json.dump(
    {
        "version": root.get("version"),
        "header": dict(header.attrib),
        "notes": [note.text for note in header.findall("note")],
        "props": props(header),
        "units": units,
    },
    sys.stdout,
)
