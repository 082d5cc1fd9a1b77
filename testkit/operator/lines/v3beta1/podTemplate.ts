import { EMQX_CONTAINER, type Labels, type Role, roleLabels } from "../../names";
import { dashboardPorts } from "./config/ports";
import { revisionOf, splitRoots } from "./config/roots";
import type { Emqx, NodeTemplate } from "./emqxObject";
import { nameOf, STARTUP_REVISION } from "./names";

/** A pod template, in the field names of Kubernetes. */
export interface PodTemplate {
    metadata: { labels: Labels; annotations?: Record<string, string> };
    spec: Record<string, any>;
}

/** What another version of the operator has in its templates. */
const SALT_ANNOTATION = "test.emqx-ack.io/template-salt";

export function templateOf(emqx: Emqx, role: Role): NodeTemplate {
    return role === "core" ? emqx.spec.coreTemplate : emqx.spec.replicantTemplate;
}

/** Source: internal/controller/add_core_set.go at aa2c412b, add_replicant_set.go at 087b17a3; objects-created.yaml. */
export function podTemplate(emqx: Emqx, role: Role, salt: string): PodTemplate {
    const { spec, metadata } = templateOf(emqx, role);
    const { spec: emqxSpec } = emqx;
    const { name } = emqx.metadata;
    return {
        metadata: {
            labels: { ...metadata?.labels, ...roleLabels(name, role) },
            annotations: { ...metadata?.annotations, ...startupRevision(emqx), ...salted(salt) },
        },
        spec: {
            imagePullSecrets: emqxSpec.imagePullSecrets,
            serviceAccountName: emqxSpec.serviceAccountName,
            securityContext: spec.podSecurityContext,
            affinity: spec.affinity,
            tolerations: spec.tolerations,
            topologySpreadConstraints: spec.topologySpreadConstraints,
            nodeName: spec.nodeName,
            nodeSelector: spec.nodeSelector,
            dnsConfig: spec.dnsConfig,
            initContainers: spec.initContainers,
            containers: [
                {
                    name: EMQX_CONTAINER,
                    image: emqxSpec.image,
                    imagePullPolicy: emqxSpec.imagePullPolicy,
                    command: spec.command,
                    args: spec.args,
                    ports: containerPorts(emqx, spec.ports ?? []),
                    env: [...environment(emqx, role), ...(spec.env ?? [])],
                    envFrom: spec.envFrom,
                    resources: spec.resources,
                    securityContext: spec.containerSecurityContext,
                    livenessProbe: spec.livenessProbe,
                    readinessProbe: readinessProbe(spec.readinessProbe),
                    startupProbe: spec.startupProbe,
                    lifecycle: role === "core" ? spec.lifecycle : { ...spec.lifecycle, ...LEAVE },
                    volumeMounts: [
                        ...mounts(nameOf.role(name, role), role),
                        ...(spec.extraVolumeMounts ?? []),
                    ],
                },
                ...(spec.extraContainers ?? []),
            ],
            volumes: [...volumes(name, role), ...(spec.extraVolumes ?? [])],
        },
    };
}

/** Replicants leave the cluster while they are alive. */
const LEAVE = { preStop: { exec: { command: ["/bin/sh", "-c", "emqx ctl cluster leave"] } } };

/** One that asks whether the node is up does not know of evacuations, and is replaced. */
function readinessProbe(asked: Record<string, any> | undefined): object {
    const path = asked?.httpGet?.path;
    if (asked !== undefined && path !== undefined && path !== "/status") return asked;
    return {
        httpGet: { path: "/api/v5/load_rebalance/availability_check", port: "dashboard" },
        initialDelaySeconds: 10,
        periodSeconds: 5,
        timeoutSeconds: 3,
        failureThreshold: 1,
    };
}

function startupRevision({ spec }: Emqx): Record<string, string> {
    const { startup } = splitRoots(spec.config?.roots);
    return Object.keys(startup).length === 0 ? {} : { [STARTUP_REVISION]: revisionOf(startup) };
}

function salted(salt: string): Record<string, string> {
    return salt === "" ? {} : { [SALT_ANNOTATION]: salt };
}

function containerPorts(emqx: Emqx, asked: readonly { name?: string; containerPort: number }[]): object[] {
    const missing = dashboardPorts(emqx.spec.config?.roots).filter(
        ({ name, port }) => !asked.some((known) => known.name === name || known.containerPort === port),
    );
    return [...asked, ...missing.map(({ name, port }) => ({ name, containerPort: port, protocol: "TCP" }))];
}

function mounts(prefix: string, role: Role): object[] {
    const fromConfig = (file: string) => ({
        name: "bootstrap-config",
        mountPath: `/opt/emqx/etc/${file}`,
        subPath: file,
        readOnly: true,
    });
    const keys = {
        name: "bootstrap-api-keys",
        mountPath: "/opt/emqx/etc/bootstrap_api_keys",
        subPath: "bootstrap_api_key",
        readOnly: true,
    };
    return [
        { name: `${prefix}-log`, mountPath: "/opt/emqx/log" },
        { name: `${prefix}-data`, mountPath: "/opt/emqx/data" },
        ...(role === "core" ? [keys] : []),
        fromConfig("base.hocon"),
        fromConfig("emqx.conf"),
    ];
}

function volumes(instance: string, role: Role): object[] {
    const prefix = nameOf.role(instance, role);
    const keys = { name: "bootstrap-api-keys", secret: { secretName: nameOf.bootstrapApiKey(instance) } };
    return [
        { name: "bootstrap-config", configMap: { name: nameOf.configs(instance) } },
        ...(role === "core" ? [keys] : []),
        { name: `${prefix}-log`, emptyDir: {} },
        // A core's data are on a claim, always.
        ...(role === "core" ? [] : [{ name: `${prefix}-data`, emptyDir: {} }]),
    ];
}

function environment(emqx: Emqx, role: Role): object[] {
    const { name, namespace } = emqx.metadata;
    const fromField = (fieldPath: string) => ({ valueFrom: { fieldRef: { fieldPath } } });
    const isCore = role === "core";
    return [
        ...(isCore ? [{ name: "POD_NAME", ...fromField("metadata.name") }] : []),
        { name: "EMQX_CLUSTER__DISCOVERY_STRATEGY", value: "dns" },
        { name: "EMQX_CLUSTER__DNS__RECORD_TYPE", value: "srv" },
        {
            name: "EMQX_CLUSTER__DNS__NAME",
            value: `${nameOf.headless(name)}.${namespace}.svc.${emqx.spec.clusterDomain}`,
        },
        isCore
            ? { name: "EMQX_HOST", value: "$(POD_NAME).$(EMQX_CLUSTER__DNS__NAME)" }
            : { name: "EMQX_HOST", ...fromField("status.podIP") },
        { name: "EMQX_NODE__DATA_DIR", value: "data" },
        { name: "EMQX_NODE__ROLE", value: role },
        {
            name: "EMQX_NODE__COOKIE",
            valueFrom: { secretKeyRef: { name: nameOf.nodeCookie(name), key: "node_cookie" } },
        },
        ...(isCore
            ? [{ name: "EMQX_API_KEY__BOOTSTRAP_FILE", value: '"/opt/emqx/etc/bootstrap_api_keys"' }]
            : []),
    ];
}
