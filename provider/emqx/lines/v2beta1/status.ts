import type { EmqxNode, ObjectStatus } from "../line/observation";
import { listAt, textAt } from "../line/plainObject";

/** Annotation of the operator's on its object: the configuration it pushed last. Source: apis/apps/v2beta1/const.go. */
const LAST_CONFIG = "apps.emqx.io/last-emqx-configuration";

/** What the object says of itself. Source: apis/apps/v2beta1/emqx_types.go at 2.2.29. */
export function status(object: unknown): ObjectStatus {
    const nodes = reportedNodes(object);
    return {
        ready: listAt(object, "status", "conditions").some(
            (condition) => textAt(condition, "type") === "Ready" && textAt(condition, "status") === "True",
        ),
        configApplied:
            (textAt(object, "metadata", "annotations", LAST_CONFIG) ?? "") ===
            (textAt(object, "spec", "config", "data") ?? ""),
        updating: {
            core: textAt(object, "status", "coreNodesStatus", "updateRevision"),
            replicant: textAt(object, "status", "replicantNodesStatus", "updateRevision"),
        },
        nodes: nodes.map(
            (node): EmqxNode => ({
                node: textAt(node, "node") ?? "",
                role: textAt(node, "role") ?? "",
                version: textAt(node, "version") ?? "",
                status: textAt(node, "node_status") ?? "",
            }),
        ),
    };
}

/** Whether all its nodes report to be Enterprise; false where none reports. */
export function runsEnterprise(object: unknown): boolean {
    const editions = reportedNodes(object).flatMap((node) => textAt(node, "edition") || []);
    return editions.length > 0 && editions.every((edition) => edition === "Enterprise");
}

function reportedNodes(object: unknown): readonly unknown[] {
    return [...listAt(object, "status", "coreNodes"), ...listAt(object, "status", "replicantNodes")];
}
