import type {
    Door,
    RunningPod,
    SecretContent,
    Surroundings,
} from "../../../provider/emqx/gate/meant/clusterSurroundings";
import { BOTH_ROLES } from "../../../provider/emqx/lines/line/fields";
import type { EmqxState } from "../../../provider/emqx/lines/line/state";
import { tlsDirectory } from "../../../provider/emqx/listeners/certificates";
import { LISTENER_KINDS } from "../../../provider/emqx/listeners/kinds";
import { DEFAULT_NAME, podPortName } from "../../../provider/emqx/listeners/listeners";
import { SERVICE_USES, type ServiceUse } from "../../../provider/emqx/listeners/services";
import type { WantedListener } from "../../../provider/emqx/listeners/wanted";
import type { ChangeSet, Snapshot } from "../../changes/change";
import { type Cluster, clusterBehind, isInFrontOf } from "../rules/clusters";
import { SECRET } from "../rules/types";
import { listAt, numberAt, objectAt, textAt } from "../rules/values";

/** What a change of listeners is held against, by what the two sides of a stack say; the gate asks the cluster itself. */

/** Around the nodes that run: what the old side asked for. */
export function surroundingsOf(cluster: Cluster, before: EmqxState, changes: ChangeSet): Surroundings {
    const snapshots = [...changes.before.values()];
    return {
        instance: cluster.name,
        doors: doorsTo(cluster, snapshots),
        pods: podsOf(before),
        secrets: secretsIn(cluster, snapshots),
    };
}

function doorsTo(cluster: Cluster, snapshots: readonly Snapshot[]): Door[] {
    return snapshots.flatMap(({ type, side: { inputs }, name }) => {
        const outside = ["LoadBalancer", "NodePort"].includes(textAt(inputs, "spec", "type") ?? "");
        if (type !== "kubernetes:core/v1:Service" || !outside) return [];
        if (!isInFrontOf(clusterBehind(inputs), cluster)) return [];
        return listAt(inputs, "spec", "ports").flatMap((port): Door[] => {
            const target = textAt(port, "targetPort") ?? numberAt(port, "port");
            if (target === undefined) return [];
            return [
                {
                    service: textAt(inputs, "metadata", "name") ?? name,
                    target,
                    protocol: textAt(port, "protocol") ?? "TCP",
                },
            ];
        });
    });
}

/** One for all of a role, which are alike. */
function podsOf({ mounts, replicas }: EmqxState): RunningPod[] {
    return BOTH_ROLES.filter((role) => replicas[role] > 0).map((role) => ({
        name: `${role}s`,
        secrets: new Map(mounts[role].map(({ directory, secretName }) => [directory, secretName])),
    }));
}

/** Of the stack's own Secrets; what others have made is not known here, and not held against anybody. */
function secretsIn({ namespace }: Cluster, snapshots: readonly Snapshot[]): Map<string, SecretContent> {
    return new Map(
        snapshots.flatMap(({ type, side: { inputs } }): [string, SecretContent][] => {
            const name = textAt(inputs, "metadata", "name");
            const place = textAt(inputs, "metadata", "namespace");
            if (type !== SECRET || name === undefined || (place ?? namespace) !== namespace) return [];
            const contents = ["data", "stringData"].map((part) => objectAt(inputs, part));
            if (contents.every((content) => content === undefined)) return [];
            return [[name, contents.flatMap((content) => Object.keys(content ?? {}))]];
        }),
    );
}

/** The listeners as they are to be. What the arguments were is read back, as far as the object and its Services tell. */
export function wantedListenersOf(cluster: Cluster, after: EmqxState, changes: ChangeSet): WantedListener[] {
    const doors = doorsTo(cluster, [...changes.after.values()]);
    const mounted = new Set(
        BOTH_ROLES.flatMap((role) => after.mounts[role].map(({ directory }) => directory)),
    );
    return after.listeners.map(
        ({ id, kind, key, enabled, port, proxyProtocol, verifies }): WantedListener => {
            const { tls, protocol, port: usual } = LISTENER_KINDS[kind];
            const isDefault = id === `${kind}.${DEFAULT_NAME}`;
            const open = doors.filter(({ target }) => target === podPortName(key));
            return {
                id,
                kind,
                key,
                path: isDefault ? [kind] : ["more", key],
                named: enabled || !isDefault || mounted.has(tlsDirectory(key)),
                enabled,
                exposed: open.length > 0,
                bind: port ?? usual,
                protocol,
                tls,
                proxyProtocol,
                verifyClient: verifies,
                use: open.flatMap(({ service }) => useOf(cluster.name, service) ?? [])[0] ?? "mqtt",
            };
        },
    );
}

/** Which load balancer of the package a Service is, by its name: instance, use, kind of load balancer. */
function useOf(instance: string, service: string): ServiceUse | undefined {
    return [...SERVICE_USES].reverse().find((use) => service.startsWith(`${instance}-${use}-`));
}
