import { nameOf } from "../../blueGreen/names";
import {
    clusterEnvironment,
    type PodTemplate,
    podTemplate,
    withDashboardPorts,
} from "../../blueGreen/podTemplate";
import type { NodeTemplate } from "../../blueGreen/spec";
import type { Role } from "../../names";
import type { Emqx } from "./emqxObject";

/** The template of a role as it is hashed. Source: add_emqx_core.go, add_emqx_repl.go, 2.2.29. */
export function basePodTemplate(emqx: Emqx, role: Role, template: NodeTemplate): PodTemplate {
    const { name } = emqx.metadata;
    const prefix = nameOf.role(name, role);
    const { tolerations = [], toleRations = [] } = template.spec;
    return podTemplate(emqx, role, template, {
        tolerations: [...tolerations, ...toleRations],
        environment: [
            ...clusterEnvironment(emqx, role),
            { name: "EMQX_API_KEY__BOOTSTRAP_FILE", value: '"/opt/emqx/data/bootstrap_api_key"' },
        ],
        mounts: [
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
        ],
        volumes: [
            { name: "bootstrap-api-key", secret: { secretName: nameOf.bootstrapApiKey(name) } },
            { name: "bootstrap-config", configMap: { name: nameOf.configs(name) } },
            { name: `${prefix}-log`, emptyDir: {} },
        ],
    });
}

/** Adds the ports of the dashboard, and the variables by which EMQX gets them. */
export function withDashboard(template: PodTemplate, configData: string): PodTemplate {
    const { spec, metadata } = withDashboardPorts(template, configData);
    const [emqx, ...others] = spec.containers;
    let { env } = emqx;
    for (const { name, containerPort } of emqx.ports) {
        const listener = { dashboard: "HTTP", "dashboard-https": "HTTPS" }[(name ?? "") as string];
        if (listener === undefined) continue;
        const bind = { name: `EMQX_DASHBOARD__LISTENERS__${listener}__BIND`, value: `${containerPort}` };
        env = [bind, ...env];
    }
    return { metadata, spec: { ...spec, containers: [{ ...emqx, env }, ...others] } };
}
