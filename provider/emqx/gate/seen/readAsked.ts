import type { OperatorLine } from "../../lines/line/line";
import type { Asked, Writer } from "../../lines/line/observation";
import { at, listAt, objectAt, textAt } from "../../lines/line/plainObject";

/** What the object on the API server asks for, and who wrote that. */
export function readAsked(object: unknown, line: OperatorLine): Asked {
    const { replicas, revisions } = line.read(object);
    const entries = listAt(object, "metadata", "managedFields");
    const changedAt = lastChange(entries);
    return {
        spec: at(object, "spec"),
        replicas,
        revisions,
        ...(changedAt === undefined ? {} : { changedAt }),
        writers: entries.flatMap((entry) => writersIn(entry, line)),
    };
}

/** Status is written all the time, and by the operator alone. */
function lastChange(entries: readonly unknown[]): number | undefined {
    const times = entries
        .filter((entry) => textAt(entry, "subresource") !== "status")
        .map((entry) => Date.parse(textAt(entry, "time") ?? ""))
        .filter(Number.isFinite);
    return times.length === 0 ? undefined : Math.max(...times);
}

/** Source: apimachinery, meta/v1 `ManagedFieldsEntry`; a field is `f:<name>` in `FieldsV1`. */
function writersIn(entry: unknown, line: OperatorLine): Writer[] {
    const name = textAt(entry, "manager") ?? "";
    const through = textAt(entry, "subresource");
    const time = textAt(entry, "time");
    return fieldsIn(objectAt(entry, "fieldsV1") ?? {}).flatMap((path) => {
        const { subject, role } = line.field(path);
        if (role === undefined || (subject !== "replicas" && subject !== "revision")) return [];
        return [
            {
                subject,
                role,
                name,
                path,
                ...(through ? { through } : {}),
                ...(time === undefined ? {} : { at: time }),
            },
        ];
    });
}

function fieldsIn(fields: Record<string, unknown>, above: readonly string[] = []): string[][] {
    return Object.entries(fields).flatMap(([key, inner]) => {
        if (!key.startsWith("f:")) return [];
        const path = [...above, key.slice(2)];
        const below = fieldsIn(objectAt(inner) ?? {}, path);
        return below.length > 0 ? below : [path];
    });
}
