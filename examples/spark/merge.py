"""Merges analyses on Apache Spark, story by story: no machine needs all reports.

    spark-submit examples/spark/merge.py analyses/ timelines/ --buckets 64

`rashomon stories` finds from the subjects of all reports, a hundredth of their analyses, which of them are about one story,
and puts the stories into buckets. Each bucket is merged by a task of its own; timelines/bucket=N holds its JSON export.
"""

import argparse
import json
import subprocess

import pyarrow
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from analyse import number, read


def places(analyses: DataFrame, buckets: int, rashomon: str) -> DataFrame:
    """The bucket of each numbered line, and the story of its report as JSON if it has one."""
    subject = f.get_json_object(f.col("record").cast("string"), "$.subject")
    subjects = analyses.select("line", subject.alias("subject")).orderBy("line").toLocalIterator(prefetchPartitions=True)
    command = [rashomon, "stories", "--quiet", "--buckets", str(buckets), "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as stories:
        # It answers when it has read everything.
        for row in subjects:
            stories.stdin.write(f'{{"subject":{row.subject or "null"}}}\n'.encode())
        stories.stdin.close()
        rows = [of_line(line, json.loads(place)) for line, place in enumerate(stories.stdout, 1)]
    if stories.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {stories.returncode}")
    return analyses.sparkSession.createDataFrame(rows, "line long, bucket int, story string")


def of_line(line: int, place: dict) -> tuple:
    story = place.get("story")
    return line, place["bucket"], story and json.dumps(story, separators=(",", ":"))


def merged(analyses: DataFrame, placed: DataFrame, buckets: int, rashomon: str) -> DataFrame:
    """The JSON export of each bucket."""

    def end(bucket: int, process: subprocess.Popen) -> pyarrow.RecordBatch:
        export, _ = process.communicate()
        if process.returncode != 0:
            raise RuntimeError(f"the merging of bucket {bucket} ended with {process.returncode}")
        return pyarrow.RecordBatch.from_pylist([{"bucket": bucket, "export": export.decode()}], schema)

    def of_batches(batches):
        bucket, process = None, None
        for batch in batches:
            for own, line in zip(batch.column("bucket").to_pylist(), batch.column("line").to_pylist()):
                if own != bucket:
                    if process:
                        yield end(bucket, process)
                    bucket, process = own, subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                process.stdin.write(line + b"\n")
        if process:
            yield end(bucket, process)

    schema = pyarrow.schema([("bucket", pyarrow.int32()), ("export", pyarrow.string())])
    command = [rashomon, "merge", "--quiet", "-"]
    record = f.col("record").cast("string")
    with_story = f.concat(f.lit('{"story":'), f.col("story"), f.lit(","), record.substr(f.lit(2), f.length(record)))
    lines = analyses.join(f.broadcast(placed), "line")
    lines = lines.select("bucket", "line", f.coalesce(with_story, record).cast("binary").alias("text"))
    in_order = lines.repartition(buckets, "bucket").sortWithinPartitions("bucket", "line")
    return in_order.select("bucket", f.col("text").alias("line")).mapInArrow(of_batches, "bucket int, export string")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("input", help="folder of analyses")
    arguments.add_argument("output", help="folder for the exports; it must not exist")
    arguments.add_argument("--buckets", type=int, default=16, help="into how many parts the stories are put")
    arguments.add_argument("--rashomon", default="rashomon", help="the program, at this path on every worker")
    given = arguments.parse_args()

    spark = SparkSession.builder.appName("rashomon merge").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 500)
    analyses, _ = number(read(spark, given.input, "jsonl"))
    placed = places(analyses, given.buckets, given.rashomon)
    merged(analyses, placed, given.buckets, given.rashomon).write.partitionBy("bucket").text(given.output)
    spark.stop()


if __name__ == "__main__":
    main()
