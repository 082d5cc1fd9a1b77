import type * as pulumi from "@pulumi/pulumi";
import { unexpanded } from "../../kubernetes/expansion";
import { mapInput } from "../../validation/output";
import type { EnvVar } from "../lines/line/object";
import type { EmqxVersion } from "../lines/versions";
import { keyTable } from "./keys/table";
import { takesOf } from "./variableTakes";
import { variableValue } from "./variableValue";

/** Variables of the user's, by name. */
export interface GivenVariables {
    readonly [name: string]: pulumi.Input<string>;
}

/** As they stand in the pod template, whose values the kubelet expands. */
export function plainVariables(given: GivenVariables, emqx: EmqxVersion): pulumi.Input<EnvVar>[] {
    return Object.keys(given)
        .sort()
        .map((name) =>
            mapInput(given[name] as pulumi.Input<string>, (value) => {
                const written = unexpanded(writtenValue(name, value, emqx));
                // The operator writes an empty value back as none, and the whole list would be its own from then on.
                return written === "" ? { name } : { name, value: written };
            }),
        );
}

/** As they stand in a Secret, whose values the kubelet leaves alone. */
export function secretVariables(given: GivenVariables, emqx: EmqxVersion): GivenVariables {
    return Object.fromEntries(
        Object.entries(given).map(([name, value]) => [
            name,
            mapInput(value, (known) => writtenValue(name, known, emqx)),
        ]),
    );
}

/** What EMQX's scripts or other programs read is no HOCON, and stays as it is. */
function writtenValue(name: string, value: string, emqx: EmqxVersion): string {
    const takes = takesOf(keyTable(emqx), name);
    return takes === undefined ? value : variableValue(value, takes);
}
