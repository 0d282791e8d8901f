# shellcheck shell=bash
# Where things are. Nothing of ours is written into the checkout except data/ and end2end/node_modules.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/halle
# Programs that the machine did not have.
tools=$cache/tools

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}
# Only the tools we install ourselves come before the machine's own.
export PATH=$tools/bin:$PATH

halle=$CARGO_TARGET_DIR/debug/halle

mkdir -p "$tools" "$CARGO_TARGET_DIR"
cd "$root" || exit 1
