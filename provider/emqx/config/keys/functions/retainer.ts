import { rate } from "../leaves/rates";
import { Refused } from "../leaves/reading";
import { blockMust, type Converter, fieldNamed, isBlock, listOf, must, type Validator } from "./function";

/** EMQX reads the rate before its type does, and as a text alone. Source: emqx_retainer_schema.erl, convert_delivery_rate. */
export const deliveryRate: Converter = (value) => {
    if (value.kind !== "object") return value;
    const given = fieldNamed(value, "deliver_rate") ?? fieldNamed(value, "delivery_rate");
    if (given === undefined || given.value.kind === "computed") return value;
    const read = given.value.kind === "text" ? rate.reads(given.value) : undefined;
    const fits = given.value.kind === "text" && (given.value.text === "infinity" || typeof read === "number");
    const flow = fieldNamed(value, "flow_control")?.value.kind;
    if (fits && flow !== "null") return value;
    return new Refused('write a rate in double quotes, e.g. "1000/s", or infinity', undefined, given.path[0]);
};

/** Source: emqx_retainer_schema.erl, validate_backends_enabled. */
export const oneBackend: Validator = blockMust(
    ({ backend }) => !isBlock(backend) || backend.enable !== false,
    "write backend.enable = true, or leave it out; enable = false switches the retainer off",
);

/** Source: emqx_retainer_schema.erl, check_index_specs. */
export const indexSpecs: Validator = must((reading) => {
    const specs = listOf(reading).map(listOf);
    return (
        distinct(specs.map(String)) && specs.every((spec) => spec.length > 0 && distinct(spec.map(String)))
    );
}, "write lists of positions in a topic, each once, e.g. [[1, 2, 3], [1, 3]]");

/** EMQX takes no block here, not even an empty one, but a list in quotes. */
export const indexSpecList: Converter = (value) => {
    if (value.kind === "list") return value;
    const inQuotes = value.kind === "text" && /^\s*\[.*\]\s*$/s.test(value.text);
    return new Refused(
        "write lists of positions in a topic, e.g. [[1, 2, 3], [1, 3]]",
        inQuotes ? "Erlang term in a text" : undefined,
    );
};

export function distinct(texts: readonly string[]): boolean {
    return new Set(texts).size === texts.length;
}
