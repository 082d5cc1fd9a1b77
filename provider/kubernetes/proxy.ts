import { BlockList, isIP } from "node:net";
import { domainToASCII } from "node:url";

/** Variables of a process, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/**
 * The proxy that the environment names for an address, by Go's rules, which are those of Pulumi's Kubernetes provider; undefined
 * for none. Source: golang.org/x/net/http/httpproxy/proxy.go; client-go, transport/cache.go (`http.ProxyFromEnvironment`).
 */
export function proxyFor(server: string, environment: Environment): string | undefined {
    const url = new URL(server);
    const name = url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
    const proxy = proxyUrl(first(environment, name));
    if (proxy === undefined) return undefined;
    const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
    const port = url.port || DEFAULT_PORTS[url.protocol] || "";
    if (host === "localhost" || LOOPBACK(host)) return undefined;
    const listed = first(environment, "NO_PROXY")
        .split(",")
        .map((entry) => entry.trim().toLowerCase());
    return listed.some((entry) => matches(entry, host, port)) ? undefined : proxy;
}

function first(environment: Environment, name: string): string {
    return environment[name] || environment[name.toLowerCase()] || "";
}

/** A whole URL, or `host[:port]` of an HTTP proxy; what is neither counts as none. */
function proxyUrl(value: string): string | undefined {
    if (value === "") return undefined;
    for (const text of [value, `http://${value}`]) {
        if (URL.canParse(text) && new URL(text).host !== "") return text;
    }
    return undefined;
}

/** Whether an entry of NO_PROXY means a host, which is in lower case. */
function matches(entry: string, host: string, port: string): boolean {
    if (entry === "") return false;
    if (entry === "*") return true;
    const range = inRange(entry);
    if (range !== undefined) return range(host);
    const { name, only } = split(entry);
    if (name === "" || (only !== "" && only !== port)) return false;
    if (isIP(name)) return sameAddress(name)(host);
    return isIP(host) === 0 && ofDomain(name, host);
}

/** `foo.com` is itself and all below it, `.foo.com` and `*.foo.com` only what is below. */
function ofDomain(entry: string, host: string): boolean {
    const name = entry.startsWith("*.") ? entry.slice(1) : entry;
    const bare = name.startsWith(".") ? name.slice(1) : name;
    const ascii = isAscii(bare) ? bare : domainToASCII(bare);
    return host.endsWith(`.${ascii}`) || (bare === name && host === ascii);
}

function isAscii(text: string): boolean {
    return [...text].every((character) => character <= "\u007f");
}

/** `name:port` and `[address]:port`; anything else is a name alone. */
function split(entry: string): { name: string; only: string } {
    const bracketed = /^\[([^[\]]*)\]:(\d*)$/.exec(entry) ?? /^([^:[\]]*):([^:]*)$/.exec(entry);
    return bracketed
        ? { name: bracketed[1] as string, only: bracketed[2] as string }
        : { name: entry, only: "" };
}

type HostTest = (host: string) => boolean;

/** Undefined for what is no range in CIDR notation. */
function inRange(entry: string): HostTest | undefined {
    const [address = "", prefix = "", ...more] = entry.split("/");
    const kind = isIP(address);
    if (kind === 0 || more.length > 0 || !/^\d+$/.test(prefix) || Number(prefix) > (kind === 4 ? 32 : 128))
        return undefined;
    const list = new BlockList();
    list.addSubnet(address, Number(prefix), family(kind));
    return (host) => holds(list, host);
}

function sameAddress(address: string): HostTest {
    const list = new BlockList();
    list.addAddress(address, family(isIP(address)));
    return (host) => holds(list, host);
}

function holds(list: BlockList, host: string): boolean {
    const kind = isIP(host);
    return kind !== 0 && list.check(host, family(kind));
}

function family(kind: number): "ipv4" | "ipv6" {
    return kind === 6 ? "ipv6" : "ipv4";
}

const LOOPBACK: HostTest = (host) => host === "::1" || (inRange("127.0.0.0/8") as HostTest)(host);
