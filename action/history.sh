#!/bin/sh
# Step: fetches the history that the merge base with the target branch needs. actions/checkout brings one commit.
set -eu

branch=${GITHUB_BASE_REF:-}
[ "${REVIEW_BASE:-auto}" = auto ] && [ -z "${REVIEW_PLAN:-}" ] && [ -n "$branch" ] || exit 0
cd "$REVIEW_DIRECTORY"

target=refs/remotes/origin/$branch
merge_base() { git merge-base HEAD "$target" >/dev/null 2>&1; }
# Deepens every commit that the clone ends at, those of HEAD too.
fetch() { GIT_TERMINAL_PROMPT=0 git fetch --quiet --no-tags "$@" origin "+refs/heads/$branch:$target"; }

if merge_base; then exit 0; fi
if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
    for commits in 50 500 5000; do
        fetch "--deepen=$commits" || break
        if merge_base; then exit 0; fi
    done
else
    fetch || true
fi
if ! merge_base; then
    echo "::warning title=emqx-ack::The merge base with $branch is not in this clone and could not be fetched: set fetch-depth: 0 in the job's actions/checkout step."
fi
