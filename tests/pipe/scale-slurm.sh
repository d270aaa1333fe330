#!/bin/sh
# The recipe of ops-scale.7 for Slurm.
exec "$ROOT/tests/pipe/scale.sh" slurm
