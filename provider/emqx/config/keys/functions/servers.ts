import { isIP } from "node:net";
import type { HoconValue } from "../../hocon/tree";
import { integerOf, Refused, textOf } from "../leaves/reading";
import { type Converter, listOf, must, type Validator } from "./function";

const HOSTS = 'write host:port, several with commas between, e.g. "broker-1:1883,broker-2:1883"';

/**
 * One text. A list of texts is joined; a block is what `host.domain:80` without quotes can be. Source: emqx_schema.erl,
 * convert_servers.
 */
export const servers: Converter = (value) => {
    const text =
        value.kind === "object"
            ? hostsIn(value)
            : value.kind === "list"
              ? joined(value.items)
              : textOf(value);
    return text === undefined ? new Refused(HOSTS) : { kind: "text", text, quoted: true };
};

function joined(items: readonly HoconValue[]): string | undefined {
    const texts = items.map(textOf);
    return texts.length > 0 && texts.every((text) => text !== undefined) ? texts.join(",") : undefined;
}

/** `{h1: {foo: 80}, h2: 81}` is `h1.foo:80,h2:81`. */
function hostsIn(value: HoconValue, path: readonly string[] = []): string | undefined {
    if (value.kind !== "object") {
        const port = textOf(value);
        return path.length > 0 && port !== undefined ? `${path.join(".")}:${port}` : undefined;
    }
    const hosts = value.fields.map((field) => hostsIn(field.value, [...path, ...field.path]));
    return hosts.length > 0 && hosts.every((host) => host !== undefined) ? hosts.join(",") : undefined;
}

interface Form {
    /** Schemes that may stand in front; none where this is not given. */
    readonly schemes?: readonly string[];
    /** Without a port of its own a server has one by default. */
    readonly portNeeded?: boolean;
}

/** Source: emqx_schema.erl, servers_validator, do_parse_server, check_server_parts. */
function serverForm({ schemes = [], portNeeded = false }: Form = {}): Validator {
    const isServer = (written: string) => {
        const parts = written.split(":").filter((part) => part !== "");
        const scheme = parts[1]?.startsWith("//") ? parts.shift() : undefined;
        if (scheme !== undefined && !schemes.includes(scheme)) return false;
        const [host = "", port, ...more] = parts;
        if (more.length > 0 || (port === undefined && portNeeded)) return false;
        return isHost(host.replace(/^\/\//, "")) && (port === undefined || isPort(port));
    };
    return must((reading) => {
        if (typeof reading !== "string") return true;
        const given = reading.split(",").map((one) => one.trim());
        return reading !== "" && reading !== "undefined" && given.every((one) => one === "" || isServer(one));
    }, HOSTS);
}

function isPort(text: string): boolean {
    const port = integerOf(text.trim());
    return port !== undefined && port >= 0n && port <= 65_535n;
}

/** No blanks in it, and no number alone. */
function isHost(text: string): boolean {
    return text.split(" ").filter((part) => part !== "").length === 1 && !isPort(text.trim());
}

export const hostsAndPorts = serverForm();
export const pulsarHosts = serverForm({ schemes: ["pulsar", "pulsar+ssl"] });

/** `allow all`, `deny 10.0.0.0/8`. Source: emqx_schema.erl, access_rules_validator; emqx/esockd, esockd_cidr.erl. */
export const accessRules: Validator = must(
    (reading) => listOf(reading).every((rule) => typeof rule !== "string" || rule.split(",").every(isRule)),
    'write rules such as "allow 10.0.0.0/8" or "deny all"',
);

function isRule(rule: string): boolean {
    const [action = "", range = "", ...more] = rule.split(" ").filter((part) => part !== "");
    const [address = "", length, ...rest] = range.split("/").filter((part) => part !== "");
    if (!["allow", "deny"].includes(action) || more.length > 0 || rest.length > 0) return false;
    return range === "all" || (isIP(address) !== 0 && (length === undefined || /^\d{1,3}$/.test(length)));
}

/** Source: emqx_conf_schema.erl, translation("gen_rpc"). */
export const ipAddress: Validator = (reading) =>
    typeof reading !== "string" || isIP(reading) !== 0
        ? undefined
        : new Refused('write an address such as "0.0.0.0"', "listening address that is none");
