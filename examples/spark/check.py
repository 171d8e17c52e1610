"""Checks that the timeline after Spark is that of one process, byte for byte.

    python examples/spark/check.py --rashomon target/release/rashomon              # two tasks at once in one process
    python examples/spark/check.py --rashomon target/release/rashomon --cluster    # a master and two workers on this machine

The corpus is made from texts of this repository, with lines that are no records, blank lines and lines in another encoding.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyspark

HERE = Path(__file__).resolve().parent
TEXTS = HERE.parent.parent / "tests" / "disagreements"
SPARK = Path(pyspark.__file__).parent
BUCKETS = 3


def corpus(folder: Path) -> list[Path]:
    """Writes three files of records, one of which begins with a line that is none."""
    records = []
    for place, path in enumerate(sorted(TEXTS.rglob("*.txt"))):
        record = {"text": path.read_text(), "source": f"Paper {place % 7}", "published": f"2031-05-{1 + place % 28:02}"}
        if place % 3:
            record["id"] = f"r{place}"
        records.append(json.dumps(record, ensure_ascii=False).encode())
    bad = [b"no record", b"", b'{"text":""}', "{\"text\":\"The café was closed.\"}".encode("latin-1"), b"[1]", b"{\"text\":1"]
    pieces = [records[:40], bad + records[40:50] + [b"", b"neither"], records[50:] + bad]
    files = []
    for name, lines in zip(["a.jsonl", "b.jsonl", "c.jsonl"], pieces):
        files.append(folder / name)
        files[-1].write_bytes(b"\n".join(lines) + b"\n")
    return files


def run(command: list, **options) -> bytes:
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, **options)
    if done.returncode != 0:
        sys.exit(f"{command} ended with {done.returncode}")
    return done.stdout


class Cluster:
    """A master and two workers, each a process of one core on 127.0.0.1."""

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.master = f"spark://127.0.0.1:{port}"
        self.folder = tempfile.TemporaryDirectory()
        at = ["--host", "127.0.0.1", "--webui-port", "0"]
        worker = ["worker.Worker", *at, "--cores", "1", "--memory", "2g", "--work-dir", self.folder.name, self.master]
        self.processes = [self.start(["master.Master", *at, "--port", str(port)])]
        time.sleep(5)
        self.processes += [self.start(worker) for _ in range(2)]
        return self.master

    def start(self, arguments: list[str]) -> subprocess.Popen:
        command = [SPARK / "bin" / "spark-class", f"org.apache.spark.deploy.{arguments[0]}", *arguments[1:]]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
        self.folder.cleanup()


def submit(master: str, program: str, *arguments) -> None:
    run([
        *(SPARK / "bin" / "spark-submit", "--master", master, "--conf", "spark.ui.enabled=false"),
        *("--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.log.level=ERROR"),
        *("--conf", "spark.executor.memory=1g", "--py-files", HERE / "analyse.py", HERE / program, *arguments),
    ])


def check(rashomon: Path, master: str, folder: Path) -> None:
    """The whole timeline after Spark, and the timelines of stories merged apart, against what one machine gives."""
    files = corpus(folder / "reports")
    whole = run([rashomon, "export", "--quiet", "--no-cache", "-"], input=b"".join(file.read_bytes() for file in files))
    submit(master, "analyse.py", folder / "reports", folder / "analyses", "--rashomon", rashomon, "--tasks", 5)
    parts = sorted((folder / "analyses").glob("part-*"))
    merged = run([rashomon, "merge", "--quiet", *parts])
    if merged != whole:
        sys.exit(f"after Spark on {master} the export differs: {len(merged)} bytes, not {len(whole)}")
    found = len(json.loads(merged)["reports"])
    print(f"{master}: {found} reports in {len(parts)} parts give the export of one process, {len(whole)} bytes")

    submit(master, "merge.py", folder / "analyses", folder / "timelines", "--rashomon", rashomon, "--buckets", BUCKETS)
    run([rashomon, "stories", "--quiet", "--buckets", BUCKETS, "--into", folder / "buckets", *parts])
    reports = 0
    for bucket in range(BUCKETS):
        here = run([rashomon, "merge", "--quiet", folder / "buckets" / f"bucket-{bucket:03}.jsonl"])
        there = b"".join(path.read_bytes() for path in (folder / "timelines").glob(f"bucket={bucket}/part-*"))
        if here.strip() != there.strip():
            sys.exit(f"after Spark on {master} bucket {bucket} differs: {len(there)} bytes, not {len(here)}")
        reports += len(json.loads(here)["reports"])
    if reports != found:
        sys.exit(f"the buckets have {reports} reports, not {found}")
    print(f"{master}: {BUCKETS} buckets of stories give the exports that they give on one machine")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rashomon", required=True, type=lambda path: Path(path).resolve(), help="the program")
    arguments.add_argument("--cluster", action="store_true", help="on a cluster of two workers")
    given = arguments.parse_args()
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "reports").mkdir()
        if given.cluster:
            with Cluster() as master:
                check(given.rashomon, master, folder)
        else:
            check(given.rashomon, "local[2]", folder)


if __name__ == "__main__":
    main()
