import { stringify } from "yaml";
import { zoneParts } from "../../provider/alibaba/regions";
import type { EmqxOnAckArgs } from "../../provider/emqxOnAckArgs";

/** The configuration of the root stack (its Pulumi.yaml) that gives these arguments; what is its default is left out. */
export function stackConfig(args: EmqxOnAckArgs): string {
    const { traffic = {}, capacity = {}, emqx = {} } = args;
    const { ssl, tcp } = emqx.listeners ?? {};
    const { tlsSecretName, ...limitsOfSsl } = (ssl ?? {}) as { tlsSecretName?: string };
    const listeners = filled({ tcp, ssl: filled(limitsOfSsl) });
    const values: Record<string, unknown> = {
        connections: args.connections,
        traffic,
        capacity,
        zones: args.newCluster?.zones,
        coreInstanceTypes: args.corePool?.instanceTypes,
        cores: emqx.cores?.replicas,
        coreResources: emqx.cores?.resources,
        corePool: args.corePool?.nodes === emqx.cores?.replicas ? undefined : { nodes: args.corePool?.nodes },
        replicantInstanceTypes: args.replicantPool?.instanceTypes,
        replicants: emqx.replicants?.replicas,
        replicantResources: emqx.replicants?.resources,
        edition: emqx.edition,
        emqxVersion: emqx.version,
        license: emqx.license,
        clientsMovedPerSecond: emqx.evacuation?.connectionsPerSecond,
        ...(ssl ? { listeners: ["ssl"], tlsSecretName } : {}),
        emqx: filled({ limits: emqx.limits, listeners }),
        kernel: args.kernel,
        loadBalancer: args.loadBalancer.kind,
        keepAliveSeconds: args.loadBalancer.keepAliveSeconds,
        operatorVersion: args.operator?.version,
    };
    const given = Object.entries(values).filter(([, value]) => value !== undefined);
    const license =
        emqx.licenseKey !== undefined
            ? "  # and, encrypted: pulumi config set --secret licenseKey <key>\n"
            : "";
    const config = stringify({
        config: {
            "alicloud:region": zoneParts(String(args.newCluster?.zones?.[0]))?.region,
            ...Object.fromEntries(given.map(([key, value]) => [`emqx-ack:${key}`, value])),
        },
    });
    return `${config}${license}`;
}

/** Without what is not given; undefined where nothing is. */
function filled(value: Record<string, unknown>): Record<string, unknown> | undefined {
    const given = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return given.length > 0 ? Object.fromEntries(given) : undefined;
}
