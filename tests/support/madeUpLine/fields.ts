import { BOTH_ROLES, type FieldMeaning } from "../../../provider/emqx/lines/line/fields";
import type { Role } from "../../../provider/emqx/lines/line/observation";
import { REVISION_ANNOTATION } from "../../../provider/naming/labels";

export function field([root, name, role, part, key]: readonly string[]): FieldMeaning {
    if (root !== "spec") return { subject: "identity", name: root ?? "", rolls: [] };
    if (name === "version") return { subject: "image", name, rolls: BOTH_ROLES };
    if (name === "settings") return { subject: "configuration", name, rolls: [] };
    if (name === "leaving") return { subject: "evacuation", name, rolls: [] };
    const about = { role: role as Role, name: key ?? part ?? "nodes", rolls: [role as Role] };
    if (part === "count") return { ...about, subject: "replicas", rolls: [] };
    if (part === "disk") return { ...about, subject: "storage" };
    if (part === "pods" && key === "notes") return { ...about, subject: "revision" };
    if (part === "pods" && key === "env") return { ...about, subject: "environment" };
    return { ...about, subject: part === REVISION_ANNOTATION ? "revision" : "pods" };
}
