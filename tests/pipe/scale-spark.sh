#!/bin/sh
# The recipe of ops-scale.7 for Spark.
exec "$ROOT/tests/pipe/scale.sh" spark
