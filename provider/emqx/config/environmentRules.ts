import type * as pulumi from "@pulumi/pulumi";
import { isPlain } from "../../validation/conform";
import { memberPath } from "../../validation/path";
import type { Problems } from "../../validation/problems";
import type { EmqxArgs } from "../emqxClusterArgs";
import { HoconError } from "./hocon/tokens";
import type { HoconValue } from "./hocon/tree";
import { findingsFor } from "./keys/check";
import { insteadOfLegacy } from "./keys/legacy";
import { secretIn } from "./keys/owned";
import { parsedConfig } from "./textRules";

/** Variables that are ours or the operator's: a second value would decide by position which one counts. */
const OWNED: readonly [RegExp, string][] = [
    [
        /^EMQX_NODE__(PROCESS_LIMIT|MAX_PORTS|DIST_BUFFER_SIZE)$/,
        "has an input of its own; write it in limits",
    ],
    [/^EMQX_LISTENERS__/, "has an input of its own; write it in listeners"],
    [/^EMQX_DASHBOARD__DEFAULT_/, "has an input of its own; write it in dashboard"],
    [/^EMQX_LICENSE__KEY$/, "has an input of its own; write it in licenseKey"],
    [/^EMQX_NODE__(COOKIE|ROLE|DATA_DIR)$/, "is set by the operator; leave it out"],
    [
        /^EMQX_DURABLE_(SESSIONS|STORAGE)__/,
        "durable storage does not survive operator 2.2's blue-green update; leave it out",
    ],
    [
        /^EMQX_(CLUSTER__(DISCOVERY_STRATEGY|DNS__.*)|HOST|API_KEY__BOOTSTRAP_FILE)$/,
        "is set by the operator; leave it out",
    ],
];

/** Variables that cannot be, that an input of their own decides, or that EMQX would not take. */
export function checkEnvironment(problems: Problems, path: (p: string) => string, args: EmqxArgs): void {
    for (const input of ["environment", "secretEnvironment"] as const) {
        for (const [name, value] of Object.entries(args[input] ?? {})) {
            const at = memberPath(path(input), name);
            const owner = OWNED.find(([pattern]) => pattern.test(name));
            if (owner) problems.add(at, owner[1]);
            else if (name.startsWith("EMQX_")) checkKey(problems, at, name, input, value);
            if (input === "secretEnvironment" && args.environment?.[name] !== undefined) {
                problems.add(at, "is in environment too; leave out one of the two");
            }
        }
    }
}

/** The variable as the key that it sets. What a secret's value is, is not looked at. */
function checkKey(
    problems: Problems,
    at: string,
    name: string,
    input: "environment" | "secretEnvironment",
    value: pulumi.Input<string>,
): void {
    const key = keyOf(name);
    const known = input === "environment" && isPlain(value) ? value : undefined;
    const secret = known === undefined ? undefined : secretIn(key.at(-1) ?? "", known);
    if (secret !== undefined) {
        problems.add(
            at,
            `holds ${secret}, and would stand in clear in the Kubernetes cluster; write it in secretEnvironment`,
        );
        return;
    }
    // Without a double underscore it may be a variable of the image, and no key at all.
    if (key.length === 1) {
        const instead = insteadOfLegacy(key[0] ?? "");
        if (instead !== undefined) problems.add(at, withVariable(`is a name of EMQX 4; write ${instead}`));
        return;
    }
    const read: HoconValue = known === undefined ? { kind: "computed" } : environmentHocon(known);
    for (const { sentence } of findingsFor(key, read)) problems.add(at, withVariable(sentence));
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

/** A key that is to be written instead, as a variable. */
function withVariable(sentence: string): string {
    return sentence.replace(
        /(?<=; write )[a-z_]+(\.[a-z_]+)+$/,
        (key) => `EMQX_${key.toUpperCase().replaceAll(".", "__")}`,
    );
}
