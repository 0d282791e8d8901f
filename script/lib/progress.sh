# shellcheck shell=bash
# Says what is being done and for how long it was, and ends by telling what took the time and what failed.

step_names=()
step_seconds=()
step_results=()

say() {
  printf '%s\n' "$*"
}

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# step "words" command…: the rest cannot go on without it.
step() {
  check "$@"
  [[ ${step_results[-1]} == ok ]] || exit 1
}

# check "words" command…: a failure is remembered, and the next check still runs.
check() {
  local words=$1 start=$SECONDS status
  shift
  printf '\n▸ %s (after %s)\n' "$words" "$(clock "$SECONDS")"
  # Not `if "$@"`: inside a condition, bash would go on after an error in the middle of the command.
  set +e
  (
    set -e
    "$@"
  )
  status=$?
  set -e
  step_names+=("$words")
  step_seconds+=($((SECONDS - start)))
  if ((status == 0)); then step_results+=(ok); else step_results+=(FAILED); fi
  printf '  %s: %s, %s\n' "$words" "${step_results[-1]}" "$(clock "${step_seconds[-1]}")"
}

# Prints a line a step; fails if one of them did.
summary() {
  local i failed=0
  ((${#step_names[@]})) || return 0
  printf '\n'
  for i in "${!step_names[@]}"; do
    printf '%7s  %-6s  %s\n' "$(clock "${step_seconds[i]}")" "${step_results[i]}" "${step_names[i]}"
    [[ ${step_results[i]} == ok ]] || failed=1
  done
  printf '%7s          in all\n' "$(clock "$SECONDS")"
  return "$failed"
}

clock() {
  printf '%d:%02d' $(($1 / 60)) $(($1 % 60))
}
