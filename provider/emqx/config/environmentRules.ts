import type * as pulumi from "@pulumi/pulumi";
import { isPlain } from "../../validation/conform";
import type { Problems } from "../../validation/problems";
import type { EmqxArgs } from "../args/emqxClusterArgs";
import type { OwnedKeys } from "../lines/line/keys";
import { HoconError } from "./hocon/tokens";
import type { HoconValue } from "./hocon/tree";
import { findingsFor } from "./keys/check";
import { insteadOfLegacy } from "./keys/legacy";
import { secretIn } from "./keys/owned";
import { sentenceOf } from "./keys/sentence";
import type { KeyTable } from "./keys/table";
import { parsedConfig } from "./textRules";

/** Variables that cannot be, that an input of their own decides, or that EMQX would not take. */
export function checkEnvironment(
    problems: Problems,
    args: EmqxArgs,
    { variables }: OwnedKeys,
    table: KeyTable,
): void {
    for (const input of ["environment", "secretEnvironment"] as const) {
        for (const [name, value] of Object.entries(args[input] ?? {})) {
            const own = problems.at(input, name);
            const owner = variables.find(([pattern]) => pattern.test(name));
            if (owner) own.add("", owner[1]);
            else if (name.startsWith("EMQX_")) checkKey(own, name, input, value, table);
            if (input === "secretEnvironment" && args.environment?.[name] !== undefined) {
                own.add("", "is in environment too; leave out one of the two");
            }
        }
    }
}

/** The variable as the key that it sets. What a secret's value is, is not looked at. */
function checkKey(
    problems: Problems,
    name: string,
    input: "environment" | "secretEnvironment",
    value: pulumi.Input<string>,
    table: KeyTable,
): void {
    const key = keyOf(name);
    const known = input === "environment" && isPlain(value) ? value : undefined;
    const secret = known === undefined ? undefined : secretIn(key.at(-1) ?? "", known);
    if (secret !== undefined) {
        problems.add(
            "",
            `holds ${secret}, and would stand in clear in the Kubernetes cluster; write it in secretEnvironment`,
        );
        return;
    }
    // Without a double underscore it may be a variable of the image, and no key at all.
    if (key.length === 1) {
        const instead = insteadOfLegacy(key[0] ?? "");
        if (instead !== undefined) problems.add("", sentenceOf({ kind: "legacy", instead }, variableOf));
        return;
    }
    const read: HoconValue = known === undefined ? { kind: "computed" } : environmentHocon(known);
    for (const finding of findingsFor(table, key, read).filter(({ certain }) => certain))
        problems.add("", sentenceOf(finding, variableOf));
}

/** `EMQX_MQTT__MAX_PACKET_SIZE` sets `mqtt.max_packet_size`. */
export function keyOf(variable: string): string[] {
    return variable
        .replace(/^EMQX_/, "")
        .toLowerCase()
        .split("__")
        .filter((part) => part !== "");
}

/** EMQX reads the value of a variable as HOCON, and as a text where it is none. */
export function environmentHocon(value: string): HoconValue {
    const parsed = parsedConfig(`value = ${value}`);
    const text: HoconValue = { kind: "text", text: value, quoted: false };
    if (parsed instanceof HoconError || parsed.root.fields.length !== 1) return text;
    return parsed.root.fields[0]?.value ?? text;
}

/** The variable that sets a key. A root alone takes many of them, and keeps its name. */
export function variableOf(key: string): string {
    return key.includes(".") ? `EMQX_${key.toUpperCase().replaceAll(".", "__")}` : key;
}
