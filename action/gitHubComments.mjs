// Comments of a pull request on GitHub.
import { requestsTo } from "./requests.mjs";

/** GitHub refuses a longer comment. */
export const LONGEST_COMMENT = 65_536;

export function gitHub(api, token) {
    return requestsTo(api, {
        authorization: `Bearer ${token}`,
        accept: "application/vnd.github+json",
        "x-github-api-version": "2022-11-28",
        "user-agent": "emqx-ack",
    });
}

/** The comments of one author on a pull request: comments of others are never touched, whatever they say. */
export function pullRequestComments(requests, repository, number, author) {
    const comments = `repos/${repository}/issues/comments`;
    return {
        async own() {
            const all = await requests.all(`repos/${repository}/issues/${number}/comments?per_page=100`);
            return all
                .filter((comment) => comment.user?.login === author)
                .map(({ id, body }) => ({ id, body: body ?? "" }));
        },
        create: (body) => requests.send("POST", `repos/${repository}/issues/${number}/comments`, { body }),
        update: (id, body) => requests.send("PATCH", `${comments}/${id}`, { body }),
        remove: (id) => requests.send("DELETE", `${comments}/${id}`),
    };
}
