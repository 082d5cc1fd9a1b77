import type { HoconValue } from "../../hocon/tree";
import { Refused, UNKNOWN } from "../leaves/reading";
import { type Converter, fieldNamed, must, type Validator } from "./function";

/**
 * EMQX multiplies both before it reads them, so that only numbers do, not even null. Source: emqx_schema.erl, mqtt_converter.
 */
export const keepAlives: Converter = (value) => {
    if (value.kind !== "object") return value;
    const multiplier = fieldNamed(value, "keepalive_multiplier")?.value;
    const backoff = fieldNamed(value, "keepalive_backoff")?.value;
    if (multiplier !== undefined && !isNumber(multiplier)) return notANumber("keepalive_multiplier");
    // It counts where the other is not set, or set to its default.
    const counts = multiplier === undefined || Math.round(numberOf(multiplier) * 100) === 150;
    if (counts && backoff !== undefined && !isNumber(backoff)) return notANumber("keepalive_backoff");
    if (counts && backoff !== undefined && !inRange(numberOf(backoff) * 2)) {
        return new Refused(
            "write a number from 0.5 to 32767.5, or leave it out",
            undefined,
            "keepalive_backoff",
        );
    }
    return value;
};

function notANumber(name: string): Refused {
    return new Refused("write a number without quotes, e.g. 1.5, or leave it out", undefined, name);
}

function isNumber(value: HoconValue): boolean {
    return value.kind === "number" || value.kind === "computed";
}

function numberOf(value: HoconValue): number {
    return value.kind === "number" ? Number(value.text) : Number.NaN;
}

const inRange = (multiplier: number) => Number.isNaN(multiplier) || (multiplier >= 1 && multiplier <= 65_535);

export const keepAliveMultiplier: Validator = must(
    (reading) => reading === UNKNOWN || inRange(Number(reading)),
    "write a number from 1 to 65535",
);

/** MQTT's own bound; EMQX 5.7 has a byte more. Source: emqx_mqtt.hrl, MAX_PACKET_SIZE; emqx_schema.erl, MAX_INT_MQTT_PACKET_SIZE. */
const LARGEST = 268_435_455n;

function sizeUpTo(largest: bigint): Validator {
    return must(
        (reading) => typeof reading !== "bigint" || (reading >= 1n && reading <= largest),
        `write a size from 1 byte to ${largest} bytes, e.g. 1MB`,
    );
}

export const packetSize = sizeUpTo(LARGEST);
export const packetSizeOf57 = sizeUpTo(LARGEST + 1n);

/** EMQX 5.8 takes the round number for the one below it. Source: emqx_schema.erl, convert_max_packet_size. */
export const roundPacketSize: Converter = (value) =>
    value.kind === "text" && value.text === "256MB" ? { ...value, text: `${LARGEST}` } : value;

/** Source: emqx_schema.erl, validate_heap_size: 128 GiB, in words. */
export const heapSize: Validator = must(
    (reading) => typeof reading !== "bigint" || reading <= (128n * 1024n ** 3n) / 8n,
    "write a size of 128GB at the most",
);

/** `disable` was the way to switch it off. Source: emqx_schema.erl, flapping_detect_converter. */
export const flappingWindow: Converter = (value) => {
    if (value.kind !== "object") return value;
    const fields = value.fields.map((field) =>
        field.path[0] === "window_time" && field.value.kind === "text" && field.value.text === "disable"
            ? { ...field, value: { ...field.value, text: "1m" } }
            : field,
    );
    return { ...value, fields };
};

/** Source: emqx_utils.erl, is_restricted_str. */
export const plainName: Validator = must(
    (reading) => typeof reading !== "string" || /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(reading),
    "write letters, digits, - and _, a letter or digit first",
);
