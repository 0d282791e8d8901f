# shellcheck shell=bash
# What the batteries share: the server as it is shipped, the storm that falls upon it, and a PostgreSQL when one is
# asked for. `storm_begin "$@"` takes `--postgres` away from the options and leaves the others in `options`.
source script/lib/paths.sh
source script/lib/progress.sh
source script/lib/debian.sh
source script/lib/rust.sh
source script/lib/postgres.sh

halle=$CARGO_TARGET_DIR/release/halle
storm=$CARGO_TARGET_DIR/release/storm
options=()
ground=()
postgres_folder=/tmp

storm_begin() {
  local option with_postgres=
  for option in "$@"; do
    if [[ $option == --postgres ]]; then with_postgres=yes; else options+=("$option"); fi
  done
  # What the browser loads is not measured here: an old one will do, but there must be one.
  [[ -f $CARGO_TARGET_DIR/site/version.txt ]] || cargo run --quiet --package xtask -- front
  cargo build --quiet --release --package server --package storm --bins
  # Five thousand shoppers have a connection each, and both ends are here.
  ulimit -n "$(ulimit -Hn)"
  trap storm_end EXIT
  ground=(--halle "$halle" --figures docs/figures.md --date "$(date +%F)")
  ground+=(--command "benches/$(basename "$0")${with_postgres:+ --postgres}")
  [[ -n $with_postgres ]] || return 0
  start_postgres durable "$postgres_folder"
  ground+=(--postgres "$HALLE_TEST_POSTGRES")
}

storm_end() {
  stop_postgres
}
