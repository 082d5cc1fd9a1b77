import { createOrUpdate } from "../../applied";
import { inNamespace } from "../../emqxObject";
import { bindPort, hoconValues } from "../../hocon";
import { instanceLabels, type Labels, roleLabels } from "../../names";
import { isTrue } from "../conditions";
import { dashboardPorts, type NamedPort } from "../dashboardPorts";
import { nameOf } from "../names";
import type { Pass, Step } from "../pass";
import { hasReplicants, type ServiceTemplate } from "../spec";

/** How the cores find each other. */
export const headlessService: Step = async (pass) => {
    const { name, labels } = pass.emqx.metadata;
    await createOrUpdate(pass, `${inNamespace(pass.emqx, "/api/v1")}/services`, {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: nameOf.headless(name), labels: { ...labels, ...instanceLabels(name) } },
        spec: {
            type: "ClusterIP",
            clusterIP: "None",
            sessionAffinity: "None",
            publishNotReadyAddresses: true,
            selector: roleLabels(name, "core"),
            ports: servicePorts([
                { name: "erlang-dist", port: 4370, protocol: "TCP" },
                { name: "gen-rpc", port: 5369, protocol: "TCP" },
            ]),
        },
    });
    return undefined;
};

/** The Services for people and clients, once the cores are ready, with the ports that a configuration text opens. */
export const clientServices = async (pass: Pass, config: string): Promise<undefined> => {
    const { emqx } = pass;
    if (!pass.apiAnswers || !isTrue(emqx.status.conditions, "CoreNodesReady")) return undefined;
    const { name } = emqx.metadata;
    const { dashboardServiceTemplate, listenersServiceTemplate } = emqx.spec;
    const cores = roleLabels(name, "core");
    const replicantsServe = hasReplicants(emqx) && emqx.status.replicantNodesStatus.readyReplicas > 0;
    const dashboard = dashboardPorts(config);
    await service(pass, nameOf.dashboard(name), dashboardServiceTemplate, dashboard, cores);
    await service(
        pass,
        nameOf.listeners(name),
        listenersServiceTemplate,
        listenerPorts(config),
        replicantsServe ? roleLabels(name, "replicant") : cores,
    );
    return undefined;
};

async function service(
    pass: Pass,
    name: string,
    template: ServiceTemplate | undefined,
    ports: readonly NamedPort[],
    selector: Labels,
): Promise<void> {
    if (template?.enabled === false || ports.length === 0) return;
    const own: { name?: string; port: number }[] = template?.spec.ports ?? [];
    const added = servicePorts(ports).filter(
        (port) => !own.some((known) => known.name === port.name || known.port === port.port),
    );
    await createOrUpdate(pass, `${inNamespace(pass.emqx, "/api/v1")}/services`, {
        apiVersion: "v1",
        kind: "Service",
        metadata: {
            name,
            labels: { ...template?.metadata.labels, ...instanceLabels(pass.emqx.metadata.name) },
            annotations: template?.metadata.annotations,
        },
        spec: { ...template?.spec, ports: [...own, ...added], selector },
    });
}

function servicePorts(ports: readonly NamedPort[]) {
    return ports.map(({ name, port, protocol }) => ({ name, port, protocol, targetPort: port }));
}

function listenerPorts(config: string): NamedPort[] {
    const values = hoconValues(config);
    const ports: NamedPort[] = [];
    for (const [path, bind] of values) {
        const [, kind, listener] = /^listeners\.(\w+)\.(\w+)\.bind$/.exec(path) ?? [];
        if (kind === undefined) continue;
        const isOff = ["enable", "enabled"].some(
            (key) => values.get(`listeners.${kind}.${listener}.${key}`) === "false",
        );
        const port = bindPort(bind);
        if (!isOff && port !== 0) {
            ports.push({ name: `${kind}-${listener}`, port, protocol: kind === "quic" ? "UDP" : "TCP" });
        }
    }
    return ports.sort((a, b) => (a.name < b.name ? -1 : 1));
}
