# shellcheck shell=bash
# The deep stage of ./sanhao test, read by the launcher. Every part runs by itself and writes its own row of docs/deep.md.

DEEP_PARTS=(all faults postgres15 restored pit)
DEEP_PAGE=${DEEP_PAGE:-$HOUSE/docs/deep.md}
POSTGRES15=/usr/lib/postgresql/15

deep_what() {
  case $1 in
    all) echo '`./sanhao test`' ;;
    faults) echo 'power cuts, full disk, backup and restore; fifty kills each for the product and its database' ;;
    postgres15) echo "server tests on Debian's $("$POSTGRES15/bin/postgres" --version 2>/dev/null | cut -d' ' -f2,3 | tr -d '()'); a data folder of 15 moved to the database inside" ;;
    restored) echo 'the journey in the browser, on a backup brought back into an empty place' ;;
    pit) echo 'mutation tests of what decides in packlang (score, missing, rule, result), of proof and of the rules of review; at least 80 % each' ;;
  esac
}

# Runs the parts one after the other; a red one does not stop the rest.
deep() {
  local part red=()
  for part in "$@"; do
    [ -n "$(deep_what "$part")" ] || fail "deep 没有「$part」这一部分：${DEEP_PARTS[*]}"
  done
  for part in "$@"; do
    deep_part "$part" || red+=("$part")
  done
  [ ${#red[@]} = 0 ] || fail "── deep 没有通过：${red[*]}。结果见 docs/deep.md"
  say "── deep 全部通过。结果见 docs/deep.md"
}

deep_part() {
  local part=$1 mark=$STATE/deep-$1 from tests result=green code=0
  touch "$mark"
  from=$(date +%s)
  # A process of its own: whatever ends it ends this part only.
  case $part in
    all) "$HOUSE/sanhao" test || code=$? ;;
    *) SANHAO_DEEP=true "$HOUSE/sanhao" test "$part" || code=$? ;;
  esac
  [ "$code" = 0 ] || result="**red**"
  tests=$(tests_since "$mark")
  if [ "$part" = pit ]; then
    tests=— # counted in changes, beside the score
    result="$result: $(mutation_scores "$mark")"
  fi
  deep_record "$part" "$(deep_what "$part")" "$tests" "$result" $((($(date +%s) - from + 59) / 60))
  return "$code"
}

# How many tests ran since a file was touched: reports of Surefire and Vitest.
tests_since() {
  find ./*/target/surefire-reports web/target -maxdepth 1 -name '*.xml' -newer "$1" -exec grep -ho '<testsuite [^>]*' {} + 2>/dev/null |
    awk '{ if (match($0, / tests="[0-9]+/)) n += substr($0, RSTART + 8, RLENGTH - 8)
           if (match($0, / skipped="[0-9]+/)) s += substr($0, RSTART + 10, RLENGTH - 10) }
         END { printf "%d%s", n - s, s ? " (" s " skipped)" : "" }'
}

mutation_scores() {
  local module report all killed scores=()
  for module in packlang proof server; do
    report=$module/target/pit-reports/mutations.xml
    [ "$report" -nt "$1" ] || continue
    all=$(grep -o '<mutation ' "$report" | wc -l)
    killed=$(grep -o "<mutation detected='true'" "$report" | wc -l)
    scores+=("${module/server/review} $((100 * killed / (all > 0 ? all : 1))) % of $all")
  done
  local IFS=';'
  echo "${scores[*]:-no report}" | sed 's/;/; /g'
}

# Replaces the row of one part and keeps the others: they say themselves when and on what they ran.
deep_record() { # part, what, tests, result, minutes
  local commit machine other rows=
  commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
  [ -z "$(git status --porcelain -- . ':!docs/deep.md' 2>/dev/null)" ] || commit="$commit and changes"
  machine="$(nproc) cores, $(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo)"
  for other in "${DEEP_PARTS[@]}"; do
    if [ "$other" = "$1" ]; then
      rows+="| $1 | $2 | $3 | $4 | $5 | $(date -u +%F) | $commit | $machine |"$'\n'
    elif [ -e "$DEEP_PAGE" ]; then
      rows+=$(grep "^| $other |" "$DEEP_PAGE" || true)$'\n'
    fi
  done
  cat >"$DEEP_PAGE.new" <<TXT
# Deep tests

What takes too long for every change and has to be seen before something is called done: \`./sanhao test deep\`, or one part
of it, \`./sanhao test deep pit\`. The launcher writes the rows; a part that has not run has none.

| part | what ran | tests | result | minutes | date | commit | machine |
|---|---|---|---|---|---|---|---|
$(sed '/^$/d' <<<"$rows")
TXT
  mv "$DEEP_PAGE.new" "$DEEP_PAGE"
}
