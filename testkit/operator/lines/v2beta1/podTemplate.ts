import { EMQX_CONTAINER, type Labels, type Role, roleLabels } from "../../names";
import { dashboardPorts } from "./dashboardPorts";
import type { Emqx, NodeTemplate } from "./emqxObject";
import { nameOf, ON_SERVING } from "./names";

/** A pod template, in the field names of Kubernetes. */
export interface PodTemplate {
    metadata: { labels: Labels; annotations?: Record<string, string> };
    spec: Record<string, any>;
}

/** The template of a role as it is hashed: before the dashboard's port and the hash itself come in. */
export function basePodTemplate(emqx: Emqx, role: Role, template: NodeTemplate): PodTemplate {
    const { spec } = template;
    const { spec: emqxSpec, metadata } = emqx;
    const prefix = nameOf.role(metadata.name, role);
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
            tolerations: [...(spec.tolerations ?? []), ...(spec.toleRations ?? [])],
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
                    env: [...environment(emqx, role), ...(spec.env ?? [])],
                    envFrom: spec.envFrom,
                    resources: spec.resources,
                    securityContext: spec.containerSecurityContext,
                    livenessProbe: spec.livenessProbe,
                    readinessProbe: spec.readinessProbe,
                    startupProbe: spec.startupProbe,
                    lifecycle: spec.lifecycle,
                    volumeMounts: [
                        {
                            name: "bootstrap-api-key",
                            mountPath: "/opt/emqx/data/bootstrap_api_key",
                            subPath: "bootstrap_api_key",
                            readOnly: true,
                        },
                        {
                            name: "bootstrap-config",
                            mountPath: "/opt/emqx/etc/emqx.conf",
                            subPath: "emqx.conf",
                            readOnly: true,
                        },
                        { name: `${prefix}-log`, mountPath: "/opt/emqx/log" },
                        { name: `${prefix}-data`, mountPath: "/opt/emqx/data" },
                        ...(spec.extraVolumeMounts ?? []),
                    ],
                },
                ...(spec.extraContainers ?? []),
            ],
            volumes: [
                ...(claimsVolume(role, template) ? [] : [{ name: `${prefix}-data`, emptyDir: {} }]),
                {
                    name: "bootstrap-api-key",
                    secret: { secretName: nameOf.bootstrapApiKey(metadata.name) },
                },
                { name: "bootstrap-config", configMap: { name: nameOf.configs(metadata.name) } },
                { name: `${prefix}-log`, emptyDir: {} },
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

/** Adds the ports of the dashboard, which the operator reads from the configuration, and the variables by which EMQX gets them. */
export function withDashboard(template: PodTemplate, configData: string): PodTemplate {
    const [emqx, ...others] = template.spec.containers;
    const ports: { name?: string; containerPort: number; protocol?: string }[] = [...emqx.ports];
    for (const { name, port } of dashboardPorts(configData)) {
        if (ports.some((known) => known.name === name || known.containerPort === port)) continue;
        ports.push({ name, containerPort: port, protocol: "TCP" });
    }
    let { env } = emqx;
    for (const { name, containerPort } of ports) {
        const listener = { dashboard: "HTTP", "dashboard-https": "HTTPS" }[name ?? ""];
        if (listener === undefined) continue;
        const bind = { name: `EMQX_DASHBOARD__LISTENERS__${listener}__BIND`, value: `${containerPort}` };
        env = [bind, ...env];
    }
    return { ...template, spec: { ...template.spec, containers: [{ ...emqx, ports, env }, ...others] } };
}

function environment(emqx: Emqx, role: Role): object[] {
    const { name, namespace } = emqx.metadata;
    const fromField = (fieldPath: string) => ({ valueFrom: { fieldRef: { fieldPath } } });
    return [
        ...(role === "core" ? [{ name: "POD_NAME", ...fromField("metadata.name") }] : []),
        { name: "EMQX_CLUSTER__DISCOVERY_STRATEGY", value: "dns" },
        { name: "EMQX_CLUSTER__DNS__RECORD_TYPE", value: "srv" },
        {
            name: "EMQX_CLUSTER__DNS__NAME",
            value: `${nameOf.headless(name)}.${namespace}.svc.${emqx.spec.clusterDomain}`,
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
        { name: "EMQX_API_KEY__BOOTSTRAP_FILE", value: '"/opt/emqx/data/bootstrap_api_key"' },
    ];
}
