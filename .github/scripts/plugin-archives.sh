#!/bin/sh
# Makes the archives that the Pulumi CLI downloads for a published SDK: pulumi-resource-emqx-ack-v<version>-<os>-<arch>.tar.gz
# with the plugin, its dependencies in the versions of package-lock.json, and the launcher in place of PulumiPlugin.yaml, so
# that the CLI starts it as it is, without npm and TypeScript. Usage: plugin-archives.sh FOLDER, after npm ci.
set -eu
out=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")/../.."
root=$PWD
version=$(node -p 'require("./package.json").version')
plugin=$(mktemp -d)
trap 'rm -rf "$plugin"' EXIT

archive=$(npm pack --ignore-scripts --silent --pack-destination "$plugin")
tar xzf "$plugin/$archive" -C "$plugin" --strip-components=1
rm -rf "$plugin/$archive" "$plugin/docs" "$plugin/action" "$plugin/action.yml" "$plugin/PulumiPlugin.yaml"

# What programs install beside the package, the plugin brings along.
node - "$plugin/package.json" <<'EOF'
const { readFileSync, writeFileSync } = require("node:fs");
const file = process.argv[2];
const { devDependencies, peerDependencies, scripts, ...kept } = JSON.parse(readFileSync(file, "utf8"));
const locked = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
const versions = Object.keys({ ...kept.dependencies, ...peerDependencies }).map((name) => [
    name,
    locked[`node_modules/${name}`].version,
]);
writeFileSync(file, `${JSON.stringify({ ...kept, dependencies: Object.fromEntries(versions) }, null, 2)}\n`);
EOF
cp package-lock.json "$plugin"
# No links: the CLI refuses archives that have some.
(cd "$plugin" && npm install --omit=peer --ignore-scripts --no-bin-links --no-audit --no-fund)

for platform in linux-amd64 linux-arm64 darwin-amd64 darwin-arm64 windows-amd64; do
    rm -f "$plugin"/pulumi-resource-emqx-ack*
    case $platform in
        windows-*) cp "$root/provider/plugin/launcher/pulumi-resource-emqx-ack.cmd" "$plugin" ;;
        *) install -m 755 "$root/provider/plugin/launcher/pulumi-resource-emqx-ack" "$plugin" ;;
    esac
    tar czf "$out/pulumi-resource-emqx-ack-v$version-$platform.tar.gz" -C "$plugin" .
done
