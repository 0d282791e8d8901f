# shellcheck shell=bash
# The compiler, and programs that cargo installs.

# A C compiler builds SQLite, libwebp and ring; .cargo/config.toml links with lld.
rust_packages=(gcc libc6-dev lld)

need_rust() {
  local target=wasm32-unknown-unknown
  command -v cargo >/dev/null || die "cargo is missing: https://rustup.rs says how to install it."
  command -v rustup >/dev/null || return 0
  # rust-toolchain.toml names the version; some machines are told not to fetch it by themselves.
  cargo --version >/dev/null 2>&1 || rustup toolchain install
  rustup target list --installed | grep --quiet --line-regexp "$target" || rustup target add "$target"
}

# install_tool PACKAGE VERSION [option…]: unoptimised, because these wait for the tests and not the other way round.
install_tool() {
  local package=$1 version=$2
  shift 2
  CARGO_PROFILE_DEV_DEBUG=false cargo install "$package" --version "=$version" --debug "$@" \
    --root "$tools" --target-dir "$cache/target-tools"
  rm -rf "$cache/target-tools"
}

# Equal to the `wasm-bindgen` crate to the patch. Without --locked: its own list names versions that may be withdrawn.
need_wasm_test_runner() {
  local version
  version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' Cargo.lock)
  [[ $(wasm-bindgen-test-runner --version 2>/dev/null) == "wasm-bindgen-test-runner $version" ]] ||
    install_tool wasm-bindgen-cli "$version" --bin wasm-bindgen-test-runner
}

need_nextest() {
  cargo nextest --version >/dev/null 2>&1 ||
    install_tool cargo-nextest 0.9.151 --locked --no-default-features --features default-no-update
}
