#!/bin/sh
# Generates the SDKs from schema.json with Pulumi's own generators: sdk/generate.sh [language ...]
set -eu
cd "$(dirname "$0")/.."

command -v pulumi > /dev/null || {
    echo "sdk/generate.sh: pulumi is not installed: https://www.pulumi.com/docs/iac/download-install/" >&2
    exit 1
}
if [ $# -eq 0 ]; then
    set -- nodejs python go dotnet java
fi
version=$(node -p 'require("./package.json").version')
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for language in "$@"; do
    pulumi package gen-sdk ./schema.json --language "$language" --out "$scratch" --version "$version"
    rm -rf "sdk/$language"
    mv "$scratch/$language" "sdk/$language"
done
