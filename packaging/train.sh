#!/usr/bin/env bash
# Records the start-up cache of an unpacked copy: starts it on throw-away data, asks for the first pages, stops it.
# Usage: train.sh UNPACKED [SECONDS to wait first]
#        train.sh --try UNPACKED    starts it once with the cache it has, on new data; exits 1 when it does not serve
set -euo pipefail
TRY=
if [ "$1" = --try ]; then
  TRY=yes
  shift
fi
ROOT=$1
# Beside others it is idle time only that this takes. Niceness alone counts within a session; this is one of its own.
if [ "$(nice)" = 19 ] && [ -w /proc/self/autogroup ]; then echo 19 >/proc/self/autogroup 2>/dev/null || true; fi
sleep "${2:-0}"
CACHE=$ROOT/lib/server/sanhao.aot
PORT=$((20000 + RANDOM % 20000))
SCRATCH=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$SCRATCH" "$CACHE.new"' EXIT
cd "$SCRATCH"

serve() { # options of the virtual machine; asks for the first pages and stops it again
  # The options stand in the launchers too: the cache belongs to them.
  "$ROOT/runtime/bin/java" "$@" -XX:+UseSerialGC -Xmx512m \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 \
    -Dstderr.encoding=UTF-8 -jar "$ROOT/lib/server/sanhao-server.jar" start --data "$SCRATCH/data" --port "$PORT" \
    --management-port $((PORT + 1)) >"$SCRATCH/log" 2>&1 &
  server=$!
  for ((i = 0; i < 3000; i++)); do
    if grep -q 已就绪 "$SCRATCH/log"; then break; fi
    if ! kill -0 $server 2>/dev/null; then cat "$SCRATCH/log" >&2; exit 1; fi
    sleep 0.1
  done
  grep -q 已就绪 "$SCRATCH/log" || { cat "$SCRATCH/log" >&2; exit 1; }
  for path in / /api/session /sign-in /assets/none; do
    curl -s -o /dev/null "http://127.0.0.1:$PORT$path" || true
  done
  kill $server
  wait $server || true
  server=
}

if [ -n "$TRY" ]; then
  [ -r "$CACHE" ] || exit 1
  serve -XX:AOTCache="$CACHE"
  exit 0
fi
# shellcheck disable=SC2086 # several options in one variable are meant
serve -XX:AOTCacheOutput="$CACHE.new" ${SANHAO_TRAIN_OPTS:-}
[ -s "$CACHE.new" ] || { cat "$SCRATCH/log" >&2; exit 1; }
mv "$CACHE.new" "$CACHE"
# A cache the runtime chokes on would be worse than none.
if ! "$ROOT/runtime/bin/java" -XX:AOTCache="$CACHE" -XX:+UseSerialGC -Xmx512m --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -jar "$ROOT/lib/server/sanhao-server.jar" start --help >/dev/null 2>&1; then
  rm -f "$CACHE"
  exit 1
fi
