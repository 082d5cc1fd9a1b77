// One comment a stack: found by its hidden marker, updated in place. The same for every code host.

const MARKER = /^<!-- emqx-ack-review:[\w.-]+\/[\w./-]+ -->(?=\r?\n|$)/;

/** The hidden first line by which a review's comment is found again; undefined when the text is no review. */
export function markerOf(text) {
    return MARKER.exec(text)?.[0];
}

/**
 * Writes a review as the one comment of its stack.
 * @param host lists the comments that are its own, oldest first, as `{ id, body }`; creates, updates, removes.
 * @returns what was done: "created", "updated" or "unchanged".
 */
export async function upsert(host, body) {
    const marker = markerOf(body);
    if (marker === undefined) throw new Error("this is no review: its first line is not the marker of one");
    const [first, ...others] = (await host.own()).filter((comment) => markerOf(comment.body) === marker);
    // Two runs at the same time may have written one each.
    for (const { id } of others) await host.remove(id);
    if (first === undefined) {
        await host.create(body);
        return "created";
    }
    if (first.body.replaceAll("\r\n", "\n").trimEnd() === body.trimEnd()) return "unchanged";
    await host.update(first.id, body);
    return "updated";
}
