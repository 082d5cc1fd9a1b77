import { isPlain } from "../../validation/conform";
import { memberPath } from "../../validation/path";
import type { EmqxArgs } from "../args/emqxClusterArgs";
import { HoconError } from "./hocon/tokens";
import { type HoconValue, leavesOf } from "./hocon/tree";
import { parsedConfig } from "./textRules";
import { keyOf } from "./variables";
import { ANYTHING, readVariable } from "./variableValue";

/** A keep-alive that EMQX tells its MQTT 5 clients to have, whatever theirs is. */
export interface ServerKeepAlive {
    /** The input that says so. */
    readonly path: string;
    /** The key and where it stands, e.g. `"mqtt.server_keepalive" (line 2)`. */
    readonly where: string;
    readonly seconds: number;
}

const SERVER_KEEPALIVE = /^(zones\.[^.]+\.)?mqtt\.server_keepalive$/;

/** All of them, in `config` and in the environment. */
export function serverKeepAlives(args: EmqxArgs, prefix: string): ServerKeepAlive[] {
    const found: ServerKeepAlive[] = [];
    const add = (path: string, where: string, value: HoconValue) => {
        if (value.kind !== "number" && value.kind !== "text") return;
        const seconds = Number(value.text);
        if (Number.isInteger(seconds) && seconds > 0) found.push({ path, where, seconds });
    };
    const parsed = isPlain(args.config) ? parsedConfig(args.config) : undefined;
    if (parsed !== undefined && !(parsed instanceof HoconError)) {
        for (const { path, value, line } of leavesOf(parsed.root)) {
            const key = path.join(".");
            if (SERVER_KEEPALIVE.test(key))
                add(memberPath(prefix, "config"), `"${key}" (line ${line})`, value);
        }
    }
    for (const [name, value] of Object.entries(args.environment ?? {})) {
        const key = keyOf(name).join(".");
        if (!isPlain(value) || !SERVER_KEEPALIVE.test(key)) continue;
        add(memberPath(memberPath(prefix, "environment"), name), key, readVariable(value, ANYTHING));
    }
    return found;
}
