import { nameOf } from "../../blueGreen/names";
import { type NodeSet, setOf } from "../../blueGreen/nodeSet";
import { clusterEnvironment, podTemplate, withDashboardPorts } from "../../blueGreen/podTemplate";
import type { NodeTemplate } from "../../blueGreen/spec";
import type { Role } from "../../names";
import { appliedConfig } from "./config";
import type { Emqx } from "./emqxObject";

/** Source: add_core_set.go, add_replicant_set.go of the controllers of v2; recorded in objects-created.yaml. */
export function wantedSet(
    emqx: Emqx,
    role: Role,
    template: NodeTemplate,
    collisions: number,
    salt: string,
): NodeSet {
    const { name } = emqx.metadata;
    const prefix = nameOf.role(name, role);
    const file = (from: string, path: string, subPath: string) => ({
        name: from,
        mountPath: `/opt/emqx/etc/${path}`,
        subPath,
        readOnly: true,
    });
    const [ofCores, keysOfCores, volumesOfCores] =
        role === "core"
            ? [
                  [{ name: "EMQX_API_KEY__BOOTSTRAP_FILE", value: '"/opt/emqx/etc/bootstrap_api_keys"' }],
                  [file("bootstrap-api-keys", "bootstrap_api_keys", "bootstrap_api_key")],
                  [{ name: "bootstrap-api-keys", secret: { secretName: nameOf.bootstrapApiKey(name) } }],
              ]
            : [[], [], []];
    const base = podTemplate(emqx, role, template, {
        tolerations: template.spec.tolerations ?? [],
        environment: [...clusterEnvironment(emqx, role), ...ofCores],
        mounts: [
            { name: `${prefix}-log`, mountPath: "/opt/emqx/log" },
            { name: `${prefix}-data`, mountPath: "/opt/emqx/data" },
            ...keysOfCores,
            file("bootstrap-config", "base.hocon", "base.hocon"),
            file("bootstrap-config", "emqx.conf", "emqx.conf"),
        ],
        volumes: [
            { name: "bootstrap-config", configMap: { name: nameOf.configs(name) } },
            ...volumesOfCores,
            { name: `${prefix}-log`, emptyDir: {} },
        ],
        // Replicants leave the cluster while they are alive; once stopped they would be no members any more.
        ...(role === "core" ? {} : { lifecycle: { ...template.spec.lifecycle, preStop: LEAVE } }),
    });
    const full = withDashboardPorts(base, appliedConfig(emqx));
    return setOf(emqx, role, template, { base, full }, collisions, salt);
}

const LEAVE = { exec: { command: ["/bin/sh", "-c", "emqx ctl cluster leave"] } };
