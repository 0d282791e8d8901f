# shellcheck shell=bash
# Packages of Debian and Ubuntu: installed when we are root, else named in the one command to run.

need_debian_packages() {
  local package missing=()
  if ! command -v dpkg-query >/dev/null; then
    say "This is neither Debian nor Ubuntu: taking for granted that there is the like of $*."
    return
  fi
  for package in "$@"; do
    [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
      missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    die "Some packages are missing. Run this, then start again:

  sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}
"
  fi
  say "Installing ${missing[*]}"
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "${missing[@]}" >/dev/null
}
