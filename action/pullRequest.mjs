// Which pull request a run belongs to, by what GitHub says: never by what the pull request's own code wrote.

/**
 * @param event the event's payload
 * @returns `{ number, commit, run, untrusted }`, or `{ none }` with the reason why there is no pull request to comment on.
 */
export async function pullRequestOf(eventName, event, repository, requests, thisRun) {
    if (eventName === "pull_request") {
        const { number, head } = event.pull_request;
        return { number, commit: head.sha, run: thisRun, untrusted: false };
    }
    if (eventName !== "workflow_run") return { none: `a run for "${eventName}" has no pull request` };
    const run = event.workflow_run;
    if (run.event !== "pull_request") {
        return { none: `the run that it follows was for "${run.event}", not for a pull request` };
    }
    // `run.pull_requests` is empty for forks.
    const head = encodeURIComponent(`${run.head_repository.owner.login}:${run.head_branch}`);
    const open = await requests.all(`repos/${repository}/pulls?state=open&per_page=100&head=${head}`);
    const found = open.filter(
        ({ head }) => head.sha === run.head_sha && head.repo?.id === run.head_repository.id,
    );
    if (found.length === 1) {
        return { number: found[0].number, commit: run.head_sha, run: run.html_url, untrusted: true };
    }
    const short = run.head_sha.slice(0, 7);
    return {
        none:
            found.length === 0
                ? `no open pull request has ${short} as its newest commit: it was closed, or a newer review follows`
                : `${found.length} pull requests have ${short} as their newest commit; which one was reviewed is not known`,
    };
}
