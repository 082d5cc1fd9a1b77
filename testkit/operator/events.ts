import { find, type OnBehalf } from "./applied";
import { inNamespace } from "./emqxObject";
import { fingerprint } from "./fingerprint";

/** Writes an event about the EMQX object; one that was written before counts up. */
export async function recordEvent(
    { kube, emqx }: OnBehalf,
    type: "Normal" | "Warning",
    reason: string,
    message: string,
): Promise<void> {
    const { name, namespace, uid } = emqx.metadata;
    const events = `${inNamespace(emqx, "/api/v1")}/events`;
    const eventName = `${name}.${fingerprint([uid, type, reason, message]).slice(0, 16)}`;
    const now = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const known = await find(kube, `${events}/${eventName}`);
    if (known !== undefined) {
        await kube.request("PUT", `${events}/${eventName}`, {
            ...known,
            count: known.count + 1,
            lastTimestamp: now,
        });
        return;
    }
    await kube.request("POST", events, {
        apiVersion: "v1",
        kind: "Event",
        metadata: { name: eventName, namespace },
        involvedObject: { apiVersion: emqx.apiVersion, kind: emqx.kind, name, namespace, uid },
        type,
        reason,
        message: message.slice(0, 1024),
        source: { component: "emqx-controller" },
        firstTimestamp: now,
        lastTimestamp: now,
        count: 1,
    });
}
