# shellcheck shell=bash
# What the benches that drive a browser need: the front as it is shipped, the server, Node and Chromium.
source script/lib/paths.sh
source script/lib/progress.sh
source script/lib/debian.sh
source script/lib/node.sh
source script/lib/browser.sh

need_browser
need_node
need_end2end_packages
cargo run --quiet --package xtask -- front --release
cargo build --workspace --exclude frontend --exclude xtask --bins --tests
export HALLE_BIN=$halle
