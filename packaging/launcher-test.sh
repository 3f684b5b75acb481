#!/usr/bin/env bash
# Tests of ./sanhao that need no build: help, wrong words, exit codes, the texts of the distribution's scripts.
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
failures=0

check() { # name, wanted exit code, wanted text, command…
  local name=$1 code=$2 text=$3 output got
  shift 3
  output=$("$@" 2>&1)
  got=$?
  if [ "$got" != "$code" ] || [[ $output != *"$text"* ]]; then
    printf '没有通过：%s\n  退出码 %s（应为 %s），应有「%s」：\n%s\n' "$name" "$got" "$code" "$text" "$output" >&2
    failures=$((failures + 1))
  fi
}

check "help lists the commands" 0 "用法：./sanhao 命令" ./sanhao --help
check "no word means help" 0 "用法：./sanhao 命令" ./sanhao
check "a wrong word exits 2 and lists the right ones" 2 "没有「strat」这个命令" ./sanhao strat
check "test has help" 0 "--accept" ./sanhao test --help
check "bench has help" 0 "末行" ./sanhao bench --help
check "bench refuses what it does not measure" 2 "没有「luck」这项测量" ./sanhao bench tree luck
check "package has help" 0 "dist/" ./sanhao package --help
check "package refuses options it does not have" 2 "没有「--fast」这个选项" ./sanhao package --fast
check "a copy that was installed knows its commands" 0 "config check" packaging/sanhao --help
check "an installed copy refuses a wrong word" 2 "没有「strat」这个命令" packaging/sanhao strat

check "deep refuses a part it does not have" 2 "没有「pitt」这一部分：all faults postgres15 restored pit" ./sanhao test deep pitt

# Works from elsewhere and through a link.
link=$(mktemp -d)
trap 'rm -rf "$link"' EXIT
ln -s "$PWD/sanhao" "$link/sanhao"
check "runs through a link from another folder" 0 "用法：./sanhao 命令" bash -c "cd / && '$link/sanhao' --help"

# A JDK 17 in front of everything is passed over for the 25 that is there.
older=$(find /usr/lib/jvm -maxdepth 1 -name '*17*' -type d -print -quit 2>/dev/null)
[ -z "$older" ] || check "an older JAVA_HOME does not matter" 2 "没有「pitt」这一部分" env JAVA_HOME="$older" ./sanhao test deep pitt

# The page of the deep tests: a part replaces its own row, keeps the others, and counts what ran after the mark only.
rows() {
  (
    set -eu
    HOUSE=$PWD STATE=$link DEEP_PAGE=$link/deep.md
    . .ci/deep.sh
    deep_record pit "what" 12 "green: a 80 % of 5" 3
    deep_record faults "kills" 7 "**red**" 40
    deep_record pit "what" 13 "green: a 90 % of 5" 2
    cut -d'|' -f2-6 "$DEEP_PAGE" | grep -e '^ faults' -e '^ pit' | tr '\n' ';'
  )
}
check "a deep part replaces its own row only" 0 " faults | kills | 7 | **red** | 40 ; pit | what | 13 | green: a 90 % of 5 | 2 ;" rows
counts() {
  (
    set -eu
    mkdir -p "$link/a/target/surefire-reports" "$link/web/target"
    cd "$link"
    HOUSE=$PWD STATE=$link
    . "$OLDPWD/.ci/deep.sh"
    echo '<testsuite name="old" tests="100" skipped="0">' >a/target/surefire-reports/TEST-old.xml
    touch -d '1 hour ago' a/target/surefire-reports/TEST-old.xml
    touch -d '1 minute ago' mark
    echo '<testsuite name="new" time="1" tests="5" errors="0" skipped="2" failures="0">' >a/target/surefire-reports/TEST-new.xml
    echo '<testsuites tests="4"><testsuite tests="4" skipped="0">' >web/target/vitest.xml
    tests_since mark
  )
}
check "deep counts the tests of its own run" 0 "7 (2 skipped)" counts

for script in sanhao .ci/deep.sh packaging/sanhao packaging/*.sh .ci/run packaging/deb/control/postinst packaging/deb/control/prerm packaging/deb/control/postrm; do
  [ ! -e "$script" ] || check "$script is correct shell" 0 "" bash -n "$script"
done

# Canary: the check itself notices a wrong code and a missing text.
before=$failures
check "canary" 0 "" false 2>/dev/null
check "canary" 0 "not there" true 2>/dev/null
if [ $((failures - before)) = 2 ]; then failures=$before; else echo "the check does not check" >&2; failures=$((failures + 1)); fi

[ "$failures" = 0 ] && echo "启动程序的检查全部通过"
exit $((failures > 0))
