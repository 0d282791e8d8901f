# shellcheck shell=bash
# Chromium and its driver, from the distribution. HALLE_CHROMIUM and CHROMEDRIVER name others; with another Chromium goes
# HALLE_HEADLESS_SHELL, the same without windows, or Chromium itself.

need_browser() {
  if [[ -z ${HALLE_CHROMIUM-} || -z ${CHROMEDRIVER-} ]]; then
    # Without a font, pages have no letters, and nothing to measure a contrast on.
    if grep --quiet --line-regexp 'ID=ubuntu' /etc/os-release 2>/dev/null; then
      need_debian_packages chromium-browser chromium-chromedriver fonts-liberation
    else
      need_debian_packages chromium chromium-driver fonts-liberation
      # Without it stories run in Chromium itself, for half as long again.
      if apt-cache show chromium-headless-shell &>/dev/null; then need_debian_packages chromium-headless-shell; fi
    fi
  fi
  HALLE_HEADLESS_SHELL=${HALLE_HEADLESS_SHELL:-${HALLE_CHROMIUM:-$(command -v chromium-headless-shell || true)}}
  HALLE_CHROMIUM=${HALLE_CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
  CHROMEDRIVER=${CHROMEDRIVER:-$(command -v chromedriver || true)}
  HALLE_HEADLESS_SHELL=${HALLE_HEADLESS_SHELL:-$HALLE_CHROMIUM}
  export HALLE_CHROMIUM HALLE_HEADLESS_SHELL CHROMEDRIVER
  if ! "$HALLE_CHROMIUM" --version 2>/dev/null || ! "$CHROMEDRIVER" --version 2>/dev/null; then
    die "Chromium does not start. Ubuntu has it as a snap only, which containers do not run: install another one, and
name it and its driver in HALLE_CHROMIUM and CHROMEDRIVER."
  fi
}
