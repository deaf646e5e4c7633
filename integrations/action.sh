#!/usr/bin/env bash
# The step of action.yml: the inputs, as INPUT_* variables, become a call of `koubo check`.
set -euo pipefail

args=()

# Adds an argument a line of $2, each behind the option $1 unless that is empty.
each_line() {
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line="${line#"${line%%[![:space:]]*}"}"
    line="${line%"${line##*[![:space:]]}"}"
    [ -n "$line" ] || continue
    [ -z "$1" ] || args+=("$1")
    args+=("$line")
  done <<<"$2"
}

[ -z "${INPUT_CONFIG:-}" ] || args+=(--config "$INPUT_CONFIG")
[ -z "${INPUT_FAIL_ON:-}" ] || args+=(--fail-on "$INPUT_FAIL_ON")
[ -z "${INPUT_BASELINE:-}" ] || args+=(--baseline "$INPUT_BASELINE")
case "${INPUT_CHANGED:-false}" in
  false) ;;
  true) args+=(--changed) ;;
  *) args+=("--changed=$INPUT_CHANGED") ;;
esac

formats="${INPUT_FORMAT:-}"
each_line --format "$formats"
if [ "${INPUT_ANNOTATIONS:-true}" = true ] && ! grep -qE '^[^=]*[^=[:space:]][^=]*$' <<<"$formats"; then
  args+=(--format github)
fi
if [ -n "${INPUT_SARIF_FILE:-}" ]; then
  args+=(--format "sarif=$INPUT_SARIF_FILE")
  mkdir -p "$(dirname "$INPUT_SARIF_FILE")"
fi
if [ "${INPUT_SUMMARY:-true}" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  args+=(--format "markdown=$GITHUB_STEP_SUMMARY")
fi

each_line '' "${INPUT_ARGS:-}"
args+=(--)
each_line '' "${INPUT_PATHS:-.}"

if [ -n "${INPUT_VERSION:-}" ]; then
  case "$INPUT_VERSION" in
    *[:/]*) koubo=(npx --yes --package "$INPUT_VERSION" koubo) ;;
    *) koubo=(npx --yes "koubo@$INPUT_VERSION") ;;
  esac
elif [ -e node_modules/.bin/koubo ]; then
  koubo=(node_modules/.bin/koubo)
else
  koubo=(npx --yes koubo@latest)
fi

code=0
"${koubo[@]}" check "${args[@]}" || code=$?

if [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "exit-code=$code" >>"$GITHUB_OUTPUT"
  if [ -n "${INPUT_SARIF_FILE:-}" ]; then
    echo "sarif-file=$INPUT_SARIF_FILE" >>"$GITHUB_OUTPUT"
  fi
fi
exit "$code"
