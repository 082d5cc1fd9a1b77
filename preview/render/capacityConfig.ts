import { stringify } from "yaml";
import type { EmqxOnAckArgs } from "../../provider/emqxOnAckArgs";

/** The configuration of the root stack (its Pulumi.yaml) that gives these arguments; what is its default is left out. */
export function stackConfig(args: EmqxOnAckArgs): string {
    const { traffic = {}, capacity = {}, emqx = {} } = args;
    const values: Record<string, unknown> = {
        connections: args.connections,
        traffic,
        capacity,
        zones: args.newCluster?.zones,
        coreInstanceTypes: args.corePool?.instanceTypes,
        cores: emqx.cores?.replicas,
        replicantInstanceTypes: args.replicantPool?.instanceTypes,
        replicants: emqx.replicants?.replicas,
        replicantResources: emqx.replicants?.resources,
        edition: emqx.edition,
        clientsMovedPerSecond: emqx.evacuation?.connectionsPerSecond,
        ...(emqx.listeners?.ssl
            ? { listeners: ["ssl"], tlsSecretName: emqx.listeners.ssl.tlsSecretName }
            : {}),
        loadBalancer: args.loadBalancer.kind,
        keepAliveSeconds: args.loadBalancer.keepAliveSeconds,
    };
    const given = Object.entries(values).filter(([, value]) => value !== undefined);
    return stringify({ config: Object.fromEntries(given.map(([key, value]) => [`emqx-ack:${key}`, value])) });
}
