import { ifAllowed, ifFound } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";
import type { OperatorLine } from "../../lines/line/line";
import { at, listAt, objectAt, textAt } from "../../lines/line/plainObject";

/** In whose name the API server keeps what was there before anybody applied. Source: Kubernetes 1.34, managedfields/skipnonapplied.go. */
const NOBODY = "before-first-apply";

/**
 * Gives fields back that nobody owns. The API server drops its whole book of an object's owners when its operator writes a status that no
 * longer fits the definition of what they wrote, as at a change of lines; with the next apply all fields belong to "before-first-apply", and from then on
 * each that changes is a conflict with it (recording from-2.2-to-2.3). Forcing every apply would mend that, and overrule `kubectl scale` and
 * autoscalers with it. What somebody owns stays theirs. Whether there was anything to give back.
 */
export async function disown(
    { objects }: Apis,
    { resource }: OperatorLine,
    namespace: string,
    name: string,
): Promise<boolean> {
    const found = await ifAllowed(
        ifFound(objects.getNamespacedCustomObject({ ...resource, namespace, name })),
    );
    const owners = listAt(found, "metadata", "managedFields");
    if (found === undefined || !(owners.length === 0 || owners.some(ownsSpecForNobody))) return false;
    const others = owners.filter((owner) => !ownsSpecForNobody(owner));
    const body = [
        // Somebody else's write in between is a conflict, and this is done again.
        {
            op: "replace",
            path: "/metadata/resourceVersion",
            value: textAt(found, "metadata", "resourceVersion"),
        },
        // Never none: an object without owners gets "before-first-apply" with the next apply again.
        { op: "add", path: "/metadata/managedFields", value: [...others, ownerOfAnAnnotation(found)] },
    ];
    const patched = objects.patchNamespacedCustomObject({ ...resource, namespace, name, body });
    return (await ifAllowed(patched)) !== undefined;
}

function ownsSpecForNobody(owner: unknown): boolean {
    return textAt(owner, "manager") === NOBODY && at(owner, "fieldsV1", "f:spec") !== undefined;
}

/** One that no program writes: the operator's own. */
function ownerOfAnAnnotation(object: unknown): object {
    const annotations = Object.keys(objectAt(object, "metadata", "annotations") ?? {});
    const annotation = annotations.find((key) => !key.startsWith("pulumi.com/")) ?? "";
    return {
        manager: NOBODY,
        operation: "Update",
        apiVersion: textAt(object, "apiVersion"),
        fieldsType: "FieldsV1",
        fieldsV1: { "f:metadata": { "f:annotations": { ".": {}, [`f:${annotation}`]: {} } } },
    };
}
