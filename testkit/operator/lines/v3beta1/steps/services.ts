import { createOrUpdate } from "../../../applied";
import { inNamespace } from "../../../emqxObject";
import { EMQX_CONTAINER, instanceLabels, type Labels, roleLabels } from "../../../names";
import { dashboardPorts, listenerPorts, type NamedPort } from "../config/ports";
import { replicantsWanted, type ServiceTemplate } from "../emqxObject";
import { nameOf } from "../names";
import type { Round, Step } from "../round";

/** How the cores find each other. */
export const addHeadlessService: Step = async (round) => {
    const { name } = round.emqx.metadata;
    const port = (portName: string, number: number) => ({
        name: portName,
        port: number,
        protocol: "TCP",
        targetPort: number,
    });
    await createOrUpdate(round, `${inNamespace(round.emqx, "/api/v1")}/services`, {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: nameOf.headless(name), labels: instanceLabels(name) },
        spec: {
            type: "ClusterIP",
            clusterIP: "None",
            sessionAffinity: "None",
            publishNotReadyAddresses: true,
            selector: roleLabels(name, "core"),
            ports: [port("erlang-dist", 4370), port("gen-rpc", 5369)],
        },
    });
    return undefined;
};

/**
 * The Services for people and clients, once a core answers. Clients are led to all replicants, old and new, as soon as one is ready, and
 * to the cores while none is. Source: objects-created.yaml; recorded: create, image, image-maxunavailable-67-percent.
 */
export const addService: Step = async (round) => {
    const { emqx, state, core } = round;
    if (core === undefined) return "again";
    const { name } = emqx.metadata;
    const roots = emqx.spec.config?.roots;
    const cores = roleLabels(name, "core");
    const replicantsServe = replicantsWanted(emqx) > 0 && state.replicants("readyReplicas") > 0;
    const environment = core.spec.containers.find((each) => each.name === EMQX_CONTAINER)?.env;
    const { dashboardServiceTemplate, listenersServiceTemplate } = emqx.spec;
    await service(
        round,
        nameOf.dashboard(name),
        dashboardServiceTemplate,
        dashboardPorts(roots).map((port) => ({ ...servicePort(port), targetPort: port.name })),
        cores,
    );
    await service(
        round,
        nameOf.listeners(name),
        listenersServiceTemplate,
        listenerPorts(roots, environment).map(servicePort),
        replicantsServe ? roleLabels(name, "replicant") : cores,
    );
    return undefined;
};

interface ServicePort {
    readonly name: string;
    readonly port: number;
    readonly targetPort: number | string;
}

/** Ports that the template has come first, and win over one of the same name or number. */
async function service(
    round: Round,
    name: string,
    template: ServiceTemplate | undefined,
    ports: readonly ServicePort[],
    selector: Labels,
): Promise<void> {
    if (template?.enabled === false || ports.length === 0) return;
    const own: { name?: string; port: number }[] = template?.spec?.ports ?? [];
    const added = ports.filter(
        (port) => !own.some((known) => known.name === port.name || known.port === port.port),
    );
    await createOrUpdate(round, `${inNamespace(round.emqx, "/api/v1")}/services`, {
        apiVersion: "v1",
        kind: "Service",
        metadata: {
            name,
            labels: { ...template?.metadata?.labels, ...instanceLabels(round.emqx.metadata.name) },
            annotations: template?.metadata?.annotations,
        },
        spec: { ...template?.spec, ports: [...own, ...added], selector },
    });
}

function servicePort(port: NamedPort): ServicePort {
    return { ...port, targetPort: port.port };
}
