import { address, url } from "./addresses";
import { flag, float, integer, number, quicToggle, range, rangeNamed } from "./numbers";
import { burst, burstRate, initial, rate } from "./rates";
import type { Leaf } from "./reading";
import { percent, size, words } from "./sizes";
import { atom, commaAtoms, commaTexts, indexSpec, map, oneOf, qos, term, text, textMap } from "./texts";
import { duration, durationSeconds, timeout, timeoutSeconds } from "./times";

/** Types of single values by the names that keys.json has for them. */
const LEAVES: { readonly [name: string]: Leaf } = {
    address,
    atom,
    bufferLimit: range(1n, undefined),
    burst,
    burstRate,
    clickhouseUrl: url,
    commaAtoms,
    commaTexts,
    duration,
    durationSeconds,
    durationText: duration,
    failureStrategy: oneOf(["force", "drop", "throw"]),
    flag,
    float,
    indexSpec,
    influxLines: text,
    initial,
    integer,
    json: text,
    keyPath: text,
    map,
    messageFormat: oneOf(["v1", "asn1"]),
    number,
    percent,
    qos,
    quicToggle,
    rate,
    secret: text,
    size,
    term,
    text,
    textMap,
    timeout,
    timeoutSeconds,
    url,
    words,
};

export function leafNamed(name: string): Leaf {
    const leaf = LEAVES[name] ?? rangeNamed(name);
    if (leaf === undefined) throw new Error(`${name} is no type of keys.json that is known here`);
    return leaf;
}
