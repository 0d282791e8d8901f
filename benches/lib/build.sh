# shellcheck shell=bash
# What the benches that drive a browser need: the front and the server as they are shipped, Node and Chromium, and a
# PostgreSQL when one is asked for. `browser_bench NAME "$@"` runs one of them; `--postgres` is taken away from the options.
source script/lib/paths.sh
source script/lib/progress.sh
source script/lib/debian.sh
source script/lib/node.sh
source script/lib/browser.sh
source script/lib/postgres.sh

need_browser
need_node
need_end2end_packages
cargo run --quiet --package xtask -- front --release
cargo build --quiet --release --package server --bins
export HALLE_BIN=$CARGO_TARGET_DIR/release/halle

browser_bench() {
  local option options=() name=$1
  shift
  for option in "$@"; do
    if [[ $option != --postgres ]]; then
      options+=("$option")
      continue
    fi
    start_postgres durable
    trap stop_postgres EXIT
    export HALLE_BENCH_POSTGRES=$HALLE_TEST_POSTGRES HALLE_BENCH_PSQL=$postgres_bin/psql
  done
  node "benches/lib/$name.mjs" "${options[@]}"
}
