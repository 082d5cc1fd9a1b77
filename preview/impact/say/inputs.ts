import { qualifiedTypeOf } from "../../monitor/urns";
import type { InputChange } from "../facts/input";
import { inSettings, isRootStack } from "./settings";
import { number } from "./wording";

/** Which component of the package makes a resource, and with that where a person writes what is in it. */
const COMPONENT = /emqx-ack:index:(\w+)\$(?!.*emqx-ack:index:)/;

const OUTLINE = "emqx-ack:index:EmqxOnAck$";

/** Where the outline has the inputs of each component. */
const IN_OUTLINE: Readonly<Record<string, string>> = {
    EmqxCluster: "emqx",
    MqttLoadBalancer: "loadBalancer",
    EmqxOperator: "operator",
    CertManager: "certManager",
    AckCluster: "",
};

/** Inputs of a component that stand elsewhere in the outline. */
const ELSEWHERE: Readonly<Record<string, string>> = {
    imageRegistry: "imageRegistry",
    kernelProfile: "kernel",
    coreKernelProfile: "kernel",
};

/** What a person writes, by its path in the program's own words. */
export interface Inputs {
    /** A resource that no component of this package makes: there are no inputs but the resource's own. */
    readonly byHand: boolean;
    /** The resource is a part of EmqxOnAck, whose inputs are those of all parts. */
    readonly outlined: boolean;
    /** `emqx.limits.maxPorts` for `limits.maxPorts`, where the outline has it so. */
    path(input: string): string;
}

/** The inputs behind a resource. */
export function inputsOf(urn: string): Inputs {
    const types = qualifiedTypeOf(urn);
    const component = COMPONENT.exec(types)?.[1];
    const outlined = types.includes(OUTLINE);
    const place = IN_OUTLINE[component ?? ""] ?? "";
    const written = isRootStack(urn) ? inSettings : (path: string) => path;
    return {
        byHand: component === undefined,
        outlined,
        path: (input) => (outlined ? written(inOutline(input, place)) : input),
    };
}

/** The path of a component's input in the outline. */
function inOutline(input: string, place: string): string {
    const [first = ""] = input.split(/[.[]/);
    if (first === "listeners") return `emqx.${input}`;
    const elsewhere = ELSEWHERE[first];
    if (elsewhere !== undefined) return elsewhere + input.slice(first.length);
    return place === "" ? input : `${place}.${input}`;
}

/** `emqx.limits.maxPorts 1,048,576 to 2,097,152`. */
export function inputText(inputs: Inputs, { input, from, to }: InputChange): string {
    const path = inputs.path(input);
    if (from === undefined && to === undefined) return path;
    if (from === undefined) return `${path} set to ${figure(to)}`;
    return to === undefined
        ? `${path} (${figure(from)}) taken out`
        : `${path} ${figure(from)} to ${figure(to)}`;
}

/** Whole numbers as people write them. */
function figure(value = ""): string {
    return /^\d{4,15}$/.test(value) ? number(Number(value)) : value;
}
