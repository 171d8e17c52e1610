"""Analyses reports on Apache Spark: a folder of JSON Lines or a Parquet table in, analyses as JSON Lines out.

    spark-submit examples/spark/analyse.py reports/ analyses/
    rashomon merge analyses/part-* > timeline.json

Each task runs `rashomon analyse`, which answers each record with one line, and one that it cannot read with a line that
says why. The output is that of one process over all files in the order of their names (`cat reports/* | rashomon analyse -`),
so that `rashomon merge` writes the same timeline, byte for byte.
"""

import argparse
import os
import subprocess
import sys

import pyarrow
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

# Records that one process reads: enough that its start (30 ms) does not count, few enough that their lines fit in memory.
RECORDS = 500

# Records that one task reads unless the arguments say otherwise: about 20 seconds of work.
RECORDS_OF_A_TASK = 5_000

# The exit codes of `rashomon analyse` that are answers: done, and nothing but problems.
ANSWERED = (0, 3)


def read(spark: SparkSession, path: str, of: str) -> DataFrame:
    """The records of a folder, each as bytes, with the file and the block it is in and its place there."""
    if of == "parquet":
        table = spark.read.parquet(path)
        record = f.to_json(f.struct(*(f.col(f"`{name}`") for name in table.columns)))
    else:
        table = spark.read.text(path, lineSep="\n")
        record = f.col("value")
    return table.select(
        record.cast("binary").alias("record"),
        f.col("_metadata.file_path").alias("file"),
        f.col("_metadata.file_block_start").alias("block"),
        # It grows from row to row within a block, and is the same whenever the table is read.
        f.monotonically_increasing_id().alias("place"),
    )


def number(records: DataFrame) -> tuple[DataFrame, int]:
    """The records numbered from 1, as the lines of all files one after the other, and how many there are."""
    blocks = records.groupBy("file", "block").agg(f.count("*").alias("records"), f.min("place").alias("first"))
    shifts, line = [], 1
    for block in blocks.orderBy("file", "block").collect():
        shifts.append((block.file, block.block, line - block.first))
        line += block.records
    shifts = records.sparkSession.createDataFrame(shifts, "file string, block long, shift long")
    numbered = records.join(f.broadcast(shifts), ["file", "block"])
    return numbered.select((f.col("place") + f.col("shift")).alias("line"), "record"), line - 1


def analysed(records: DataFrame, tasks: int, rashomon: str) -> DataFrame:
    """The analyses of numbered records, as lines in their order."""

    def of_batches(batches):
        for batch in batches:
            line = batch.column("line")[0].as_py()
            answer = answers(rashomon, line, batch.column("record").to_pylist())
            yield pyarrow.RecordBatch.from_arrays([pyarrow.array(answer, pyarrow.string())], ["value"])

    # The texts are put in order, not their analyses: those are forty times as long.
    in_order = records.repartitionByRange(tasks, "line").sortWithinPartitions("line")
    return in_order.mapInArrow(of_batches, "value string")


def answers(rashomon: str, line: int, records: list[bytes]) -> list[str]:
    """What `rashomon analyse` answers to records that begin at this line of the input.

    If it is killed, each half is tried by itself, so that one record costs no more than itself.
    """
    command = [rashomon, "analyse", "--quiet", "--no-cache", "--from-line", str(line), "-"]
    # Spark has a task for each processor.
    environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
    run = subprocess.run(command, input=b"\n".join(records) + b"\n", capture_output=True, env=environment)
    if run.returncode in ANSWERED:
        return run.stdout.decode().removesuffix("\n").split("\n") if run.stdout else []
    if run.returncode > 0:
        raise RuntimeError(f"{' '.join(command)} ended with {run.returncode}: {run.stderr.decode(errors='replace')}")
    if len(records) > 1:
        half = len(records) // 2
        return answers(rashomon, line, records[:half]) + answers(rashomon, line + half, records[half:])
    return [killed(line, -run.returncode)]


def killed(line: int, signal: int) -> str:
    """The line for a record on which the process was killed."""
    import json

    problem = {"path": "-", "line": line, "message": f"the analyser was killed by signal {signal}; the record was left out"}
    return json.dumps({"schema": "rashomon.analysis/1", "analyser": "", "problems": [problem]})


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("input", help="folder or pattern of JSON Lines, or a Parquet table")
    arguments.add_argument("output", help="folder for the analyses; it must not exist")
    arguments.add_argument("--of", choices=["jsonl", "parquet"], default="jsonl", help="what the input is")
    arguments.add_argument("--tasks", type=int, help="into how many tasks the work is split")
    arguments.add_argument("--rashomon", default="rashomon", help="the program, at this path on every worker")
    given = arguments.parse_args()

    spark = SparkSession.builder.appName("rashomon analyse").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", RECORDS)
    records, count = number(read(spark, given.input, given.of))
    tasks = given.tasks or max(spark.sparkContext.defaultParallelism, -(-count // RECORDS_OF_A_TASK))
    analysed(records, tasks, given.rashomon).write.text(given.output)
    print(f"{count} records", file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    main()
