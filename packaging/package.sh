#!/usr/bin/env bash
# Makes dist/ from a finished build. Called by `./sanhao package`, with JAVA_HOME set.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
HOUSE=$PWD
DIST=$HOUSE/dist
VERSION=$(sed -n 's/^build.version=//p' server/target/classes/META-INF/build-info.properties)
NAME=sanhao-$VERSION
ROOT=$DIST/$NAME
JAR=server/target/sanhao-server-boot.jar

say() { printf '%s\n' "$*" >&2; }

rm -rf "$DIST"
mkdir -p "$ROOT/lib" "$ROOT/docs/reference" "$ROOT/packs"

say "· 展开程序"
"$JAVA_HOME/bin/java" -Djarmode=tools -jar "$JAR" extract --destination "$ROOT/lib/server"
mv "$ROOT/lib/server/$(basename "$JAR")" "$ROOT/lib/server/sanhao-server.jar"
cp cli/target/sanhao-cli.jar "$ROOT/lib/sanhao-verify.jar"
cp -R packs/. "$ROOT/packs"
install -m 755 packaging/sanhao "$ROOT/sanhao"
cp packaging/sanhao.service packaging/sanhao.yaml LICENSE NOTICE README.zh-CN.md "$ROOT"
cp docs/operations.zh-CN.md docs/alerts.yaml "$ROOT/docs"
cp docs/reference/*.md "$ROOT/docs/reference"
echo "$VERSION" >"$ROOT/VERSION"

say "· Java 运行环境"
"$JAVA_HOME/bin/jlink" --add-modules java.se,jdk.unsupported,jdk.zipfs,jdk.jfr,jdk.management,jdk.crypto.ec,jdk.localedata,jdk.charsets \
  --include-locales zh,en --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 \
  --output "$ROOT/runtime"

say "· 第三方清单与物料清单"
(cd web && npm run --silent licences) >&2
cat server/target/licences/THIRD-PARTY.txt web/target/THIRD-PARTY.txt >"$ROOT/THIRD-PARTY.txt"
FONT=server/fonts/node_modules/@expo-google-fonts/noto-serif-sc
printf '\nThe typeface of printed forms:\n     (OFL-1.1) Noto Serif SC (npm @expo-google-fonts/noto-serif-sc %s), its licence beside this file\n' \
  "$(sed -n 's/.*"version": "\(.*\)".*/\1/p' "$FONT/package.json")" >>"$ROOT/THIRD-PARTY.txt"
cp "$FONT/LICENSE_FONT" "$ROOT/LICENSE-Noto-Serif-SC.txt"
cp server/target/server-sbom.json "$DIST/$NAME-sbom-server.json"
(cd web && npm sbom --sbom-format cyclonedx --omit dev) >"$DIST/$NAME-sbom-web.json"

# Classes of a sealed jar come out of a cache only where it was made, and a package is always moved: the seal is taken off.
for jar in "$ROOT"/lib/server/lib/*.jar; do
  scratch=$(mktemp -d)
  (cd "$scratch" && "$JAVA_HOME/bin/jar" --extract --file "$jar" META-INF/MANIFEST.MF)
  if grep -qi '^Sealed: *true' "$scratch/META-INF/MANIFEST.MF" 2>/dev/null; then
    (cd "$scratch" && "$JAVA_HOME/bin/jar" --extract --file "$jar" && sed -i '/^Sealed:/Id' META-INF/MANIFEST.MF &&
      mv META-INF/MANIFEST.MF "$scratch.mf" &&
      "$JAVA_HOME/bin/jar" --create --file "$jar" --manifest "$scratch.mf" --date=2026-01-01T00:00:00Z .)
    rm -f "$scratch.mf"
  fi
  rm -rf "$scratch"
done

# Every file gets one fixed time before the cache is made: the cache remembers the times of the jars.
find "$ROOT" -exec touch -h -d @1767225600 {} +

say "· 启动缓存（在临时目录里启动，移动后再启动一次）"
# Classes linked ahead of time do not survive a move of the folder when a jar is sealed, and a package is always moved.
SANHAO_TRAIN_OPTS=-XX:-AOTClassLinking "$HOUSE/packaging/train.sh" "$ROOT"
mv "$ROOT" "$ROOT.moved"
if ! "$HOUSE/packaging/train.sh" --try "$ROOT.moved" >&2; then
  say "  移动后缓存不可用，不随包发行"
  rm -f "$ROOT.moved/lib/server/sanhao.aot"
fi
mv "$ROOT.moved" "$ROOT"
touch -h -d @1767225600 "$ROOT/lib/server"

say "· 打包"
tar -C "$DIST" --sort=name --owner=0 --group=0 --numeric-owner -czf "$DIST/$NAME-linux-x64.tar.gz" "$NAME"
tar -C "$DIST" --sort=name --owner=0 --group=0 --numeric-owner --transform "s,^$NAME,opt/sanhao," -czf "$DIST/deb-content.tar.gz" "$NAME"
mvn -q -B -ntp -f packaging/pom.xml package -Darchive="$DIST/deb-content.tar.gz" \
  -Ddeb="$DIST/sanhao_${VERSION/-/\~}_amd64.deb" -DdebVersion="${VERSION/-/\~}"
rm "$DIST/deb-content.tar.gz"
cp "$ROOT/lib/sanhao-verify.jar" "$DIST/sanhao-verify-$VERSION.jar"
sed "s/^ARG VERSION$/ARG VERSION=$VERSION/" packaging/Containerfile >"$DIST/Containerfile"
cp packaging/sanhao.service "$DIST"
rm -rf "$ROOT"
(cd "$DIST" && sha256sum -- * >SHA256SUMS)
ls -l "$DIST" >&2
