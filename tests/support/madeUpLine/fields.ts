import { BOTH_ROLES, type FieldMeaning } from "../../../provider/emqx/lines/line/fields";
import type { Role } from "../../../provider/emqx/lines/line/observation";
import { REVISION_ANNOTATION } from "../../../provider/naming/labels";

export function field([root, name, role, part, key]: readonly string[]): FieldMeaning {
    if (root !== "spec") return { subject: "identity", rolls: [] };
    if (name === "version") return { subject: "image", rolls: BOTH_ROLES };
    if (name === "settings") return { subject: "configuration", rolls: [] };
    if (name === "leaving") return { subject: "evacuation", rolls: [] };
    const about = { role: role as Role, rolls: [role as Role] };
    if (part === "count") return { subject: "replicas", role: role as Role, rolls: [] };
    if (part === "disk") return { subject: "storage", ...about };
    if (part === "pods" && key === "notes") return { subject: "revision", ...about };
    if (part === "pods" && key === "env") return { subject: "environment", ...about };
    return { subject: part === REVISION_ANNOTATION ? "revision" : "pods", ...about };
}
