# shellcheck shell=bash
# What runs in the browser is compiled with these, here and in xtask alike, so that nothing is compiled twice.

for_the_browser() {
  CARGO_PROFILE_DEV_OPT_LEVEL=s CARGO_PROFILE_DEV_DEBUG=false "$@" --target wasm32-unknown-unknown
}

build_front() {
  cargo run --package xtask -- front
}
