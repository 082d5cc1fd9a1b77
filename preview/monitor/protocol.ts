import { Struct, type Value } from "google-protobuf/google/protobuf/struct_pb";
import type { Wire, WireObject } from "./wire";

/** The features the 3.270 engine offers to a program; names as older SDKs ask for them, numbers as newer do. */
export const FEATURES: Readonly<Record<string, number>> = {
    secrets: 0,
    resourceReferences: 1,
    outputValues: 2,
    aliasSpecs: 3,
    replacementTrigger: 4,
    deletedWith: 5,
    replaceWith: 6,
    transforms: 7,
    invokeTransforms: 8,
    parameterization: 9,
    resourceHooks: 10,
    errorHooks: 11,
    sendsOptionsToHooks: 12,
};

/** Features that have a number only; the engine does not answer to a name for them. */
export const UNNAMED_FEATURES = { byteString: 13, invokeDependsOn: 14, invokeParent: 15 };

export function toObject(struct: Struct | undefined): WireObject {
    return (struct?.toJavaScript() ?? {}) as WireObject;
}

export function toStruct(value: WireObject): Struct {
    return Struct.fromJavaScript(value);
}

export function toWire(value: Value): Wire {
    return value.toJavaScript() as Wire;
}
