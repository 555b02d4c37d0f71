#!/bin/sh
# Asks a deployed app whether it works: alive, its stores in reach, reads answered, and nobody let in who should not be.
# Usage: infra/smoke-test.sh ADDRESS. Waits up to five minutes for a first answer.
set -eu
address=${1%/}

status() {
  curl --silent --show-error --output /tmp/smoke.json --write-out '%{http_code}' --max-time 30 "$@"
}

expect() {
  wanted=$1
  shift
  got=$(status "$@") || got=none
  [ "$got" = "$wanted" ] || { echo "FAILED: $wanted expected, $got answered: $*"; exit 1; }
  echo "$got $*"
}

tries=0
until [ "$(status "$address/api/health/live" || true)" = 200 ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 30 ] || { echo 'FAILED: the app does not answer'; exit 1; }
  sleep 10
done

expect 200 "$address/api/health/ready"
expect 200 "$address/api/openapi.json"
expect 200 "$address/api/v1/sites?limit=1"
expect 200 "$address/api/v1/venues?near=1.28,103.84&radius=500"
expect 404 "$address/api/v1/venues/no-such-venue"
expect 401 "$address/api/v1/audit"
expect 401 --request POST "$address/api/v1/venues/no-such-venue/queue/reports"
echo 'The smoke test passed.'
