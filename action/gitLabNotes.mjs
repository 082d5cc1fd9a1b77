// Notes of a merge request on GitLab.
import { requestsTo } from "./requests.mjs";

export function gitLab(api, token) {
    return requestsTo(api, { "private-token": token, "user-agent": "emqx-ack" });
}

/** The notes of the token's own account on a merge request, oldest first. */
export async function mergeRequestNotes(requests, project, number) {
    const notes = `projects/${encodeURIComponent(project)}/merge_requests/${number}/notes`;
    const { id: self } = await requests.get("user");
    return {
        async own() {
            const all = await requests.all(`${notes}?sort=asc&order_by=created_at&per_page=100`);
            return all.filter((note) => note.author?.id === self && !note.system);
        },
        create: (body) => requests.send("POST", notes, { body }),
        update: (id, body) => requests.send("PUT", `${notes}/${id}`, { body }),
        remove: (id) => requests.send("DELETE", `${notes}/${id}`),
    };
}
