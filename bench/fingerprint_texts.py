"""Makes the fingerprint by which `cspo content check` knows copied sentences, from texts that may not be shipped.

    python bench/fingerprint_texts.py scrum-guide.md course-outline.txt …

It holds hashes alone (see `content/checks/borrowed.py`). Give all texts at once: the file is written anew.
"""

import argparse
from pathlib import Path

from cspo_study.content.checks.borrowed import FINGERPRINT, HASH_BYTES, fingerprint


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path, help="text files, UTF-8")
    parser.add_argument("--out", type=Path, default=FINGERPRINT)
    arguments = parser.parse_args()
    marks = {mark for path in arguments.texts for mark in _marks(fingerprint(path.read_text(encoding="utf-8")))}
    arguments.out.write_bytes(b"".join(sorted(marks)))
    print(f"{len(marks)} runs of words from {len(arguments.texts)} texts in {arguments.out}")


def _marks(data: bytes) -> list[bytes]:
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]


if __name__ == "__main__":
    main()
