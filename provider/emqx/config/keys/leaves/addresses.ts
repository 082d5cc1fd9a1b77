import { isIP } from "node:net";
import { parsed } from "./reading";

/** A port, or an address and a port; blanks count for nothing. Source: emqx_schema.erl, to_ip_port. */
export const address = parsed((written) => {
    const text = written.replaceAll(" ", "");
    const at = text.lastIndexOf(":");
    const port = /^\+?\d+$/.test(text.slice(at + 1)) ? Number(text.slice(at + 1)) : Number.NaN;
    if (!(port <= 65_535)) return undefined;
    const host = text.slice(0, Math.max(at, 0)).replace(/^\[(.*)\]$/, "$1");
    if (host === "") return BigInt(port);
    return isIP(host) === 0 && !SHORT.test(host) ? undefined : `${host}:${port}`;
}, 'write a port such as 1883, or an address and a port such as "0.0.0.0:1883"');

/** Erlang fills up an address of fewer numbers. Source: Erlang's inet:parse_address. */
const SHORT = /^\d+(\.\d+){0,2}$/;

export function isShort(reading: string): boolean {
    return SHORT.test(reading.slice(0, reading.lastIndexOf(":")));
}

const SCHEMES = ["http", "https", "coap", "coaps"];

/** Source: emqx/emqx_http_lib, uri_parse: without a scheme it is http. */
export const url = parsed((written) => {
    const whole = written.includes("://") ? written : `http://${written}`;
    const [, scheme = "", host = "", port] =
        /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/(?:[^/?#@]*@)?(\[[0-9a-fA-F:.]+\]|[^/?#:@[\]]*)(?::(\d*))?(?:[/?#].*)?$/.exec(
            whole,
        ) ?? [];
    if (!SCHEMES.includes(scheme.toLowerCase()) || host === "" || Number(port ?? 0) > 65_535)
        return undefined;
    return /[\s<>"{}|\\^`]/.test(whole) ? undefined : written;
}, 'write an address such as "http://host:8080/path"');
