"""
Judges a table of patients on Spark: `spark-submit spark_job.py QUERY.sql PATIENTS RESULT`.

The query is what `sql --dialect spark` prints, unless it was given another table; PATIENTS and RESULT are Parquet, on
whatever storage Spark reads.
"""

import sys
from pathlib import Path

from pyspark.sql import SparkSession

query, patients, result = sys.argv[1:]
spark = SparkSession.builder.appName("hepatic-metastases").getOrCreate()
spark.read.parquet(patients).createOrReplaceTempView("patients")
spark.sql(Path(query).read_text(encoding="utf-8")).write.mode("overwrite").parquet(result)
spark.stop()
