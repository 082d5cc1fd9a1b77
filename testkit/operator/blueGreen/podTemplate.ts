import { EMQX_CONTAINER, type Labels, type Role, roleLabels } from "../names";
import { dashboardPorts } from "./dashboardPorts";
import { nameOf, ON_SERVING } from "./names";
import type { BlueGreenEmqx } from "./pass";
import type { NodeTemplate } from "./spec";

/** A pod template, in the field names of Kubernetes. */
export interface PodTemplate {
    metadata: { labels: Labels; annotations?: Record<string, string> };
    spec: Record<string, any>;
}

/** What a line puts into its pods beside what the object says. */
export interface OwnParts {
    readonly environment: readonly object[];
    readonly mounts: readonly object[];
    /** But that of the data, which may be claimed. */
    readonly volumes: readonly object[];
    readonly tolerations: readonly object[];
    readonly lifecycle?: object;
}

/** The template of a role as it is hashed: before the dashboard's port and the hash itself come in. */
export function podTemplate(
    { spec: emqxSpec, metadata }: BlueGreenEmqx,
    role: Role,
    template: NodeTemplate,
    own: OwnParts,
): PodTemplate {
    const { spec } = template;
    const data = { name: `${nameOf.role(metadata.name, role)}-data`, emptyDir: {} };
    return {
        metadata: {
            labels: { ...template.metadata.labels, ...roleLabels(metadata.name, role) },
            annotations: template.metadata.annotations,
        },
        spec: {
            readinessGates: [{ conditionType: ON_SERVING }],
            imagePullSecrets: emqxSpec.imagePullSecrets,
            serviceAccountName: emqxSpec.serviceAccountName,
            securityContext: spec.podSecurityContext,
            affinity: spec.affinity,
            tolerations: own.tolerations,
            topologySpreadConstraints: spec.topologySpreadConstraints,
            nodeName: spec.nodeName,
            nodeSelector: spec.nodeSelector,
            initContainers: spec.initContainers,
            containers: [
                {
                    name: EMQX_CONTAINER,
                    image: emqxSpec.image,
                    imagePullPolicy: emqxSpec.imagePullPolicy,
                    command: spec.command,
                    args: spec.args,
                    ports: spec.ports ?? [],
                    env: [...own.environment, ...(spec.env ?? [])],
                    envFrom: spec.envFrom,
                    resources: spec.resources,
                    securityContext: spec.containerSecurityContext,
                    livenessProbe: spec.livenessProbe,
                    readinessProbe: spec.readinessProbe,
                    startupProbe: spec.startupProbe,
                    lifecycle: own.lifecycle ?? spec.lifecycle,
                    volumeMounts: [...own.mounts, ...(spec.extraVolumeMounts ?? [])],
                },
                ...(spec.extraContainers ?? []),
            ],
            volumes: [
                ...(claimsVolume(role, template) ? [] : [data]),
                ...own.volumes,
                ...(spec.extraVolumes ?? []),
            ],
        },
    };
}

/** Cores keep their data on a volume of their own if the object asks for one. */
export function claimsVolume(role: Role, template: NodeTemplate): boolean {
    const { resources = {}, ...claim } = template.spec.volumeClaimTemplates ?? {};
    return role === "core" && Object.keys({ ...claim, ...resources }).length > 0;
}

/** Adds the ports of the dashboard, which the operator reads from the configuration. */
export function withDashboardPorts(template: PodTemplate, configData: string): PodTemplate {
    const [emqx, ...others] = template.spec.containers;
    const ports: { name?: string; containerPort: number; protocol?: string }[] = [...emqx.ports];
    for (const { name, port } of dashboardPorts(configData)) {
        if (ports.some((known) => known.name === name || known.containerPort === port)) continue;
        ports.push({ name, containerPort: port, protocol: "TCP" });
    }
    return { ...template, spec: { ...template.spec, containers: [{ ...emqx, ports }, ...others] } };
}

/** How a node finds the others and what it is, in every line's words. */
export function clusterEnvironment({ metadata, spec }: BlueGreenEmqx, role: Role): object[] {
    const { name, namespace } = metadata;
    const fromField = (fieldPath: string) => ({ valueFrom: { fieldRef: { fieldPath } } });
    return [
        ...(role === "core" ? [{ name: "POD_NAME", ...fromField("metadata.name") }] : []),
        { name: "EMQX_CLUSTER__DISCOVERY_STRATEGY", value: "dns" },
        { name: "EMQX_CLUSTER__DNS__RECORD_TYPE", value: "srv" },
        {
            name: "EMQX_CLUSTER__DNS__NAME",
            value: `${nameOf.headless(name)}.${namespace}.svc.${spec.clusterDomain}`,
        },
        role === "core"
            ? { name: "EMQX_HOST", value: "$(POD_NAME).$(EMQX_CLUSTER__DNS__NAME)" }
            : { name: "EMQX_HOST", ...fromField("status.podIP") },
        { name: "EMQX_NODE__DATA_DIR", value: "data" },
        { name: "EMQX_NODE__ROLE", value: role },
        {
            name: "EMQX_NODE__COOKIE",
            valueFrom: { secretKeyRef: { name: nameOf.nodeCookie(name), key: "node_cookie" } },
        },
    ];
}
