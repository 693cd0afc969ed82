"""The text of every PDF in a folder by PyMuPDF: python3 mupdf.py <folder>."""
import os
import sys

import fitz

folder = sys.argv[1]
for name in sorted(os.listdir(folder)):
    if name.endswith(".pdf"):
        with fitz.open(os.path.join(folder, name)) as document:
            if len("".join(page.get_text() for page in document)) < 20:
                raise SystemExit(f"{name} gave no text")
