import { readHocon } from "../../config/hocon/evaluate";
import { leavesOf } from "../../config/hocon/tree";

/**
 * What a configuration says of durable sessions and storage, one line a setting; undefined for nothing. EMQX reads it at boot
 * only and the operator drops it from a push (internal/controller/config/emqx.go of 2.3, StripReadOnlyConfig), so it is part of
 * what makes up the pods: a change brings new ones, whose ConfigMap has it by then.
 */
export function durableSettings(configData: string): string | undefined {
    const leaves = leavesOf(readHocon(configData)).filter(({ path }) => path.some(isDurable));
    if (leaves.length === 0) return undefined;
    const lines = leaves.map(
        ({ path, value }) => `${path.join(".")} = ${"text" in value ? value.text : value.kind}`,
    );
    return lines.sort().join("\n");
}

/** As a root, and in zones. */
function isDurable(key: string): boolean {
    return key === "durable_sessions" || key === "durable_storage";
}
