import { labelKey, labelValue } from "../validation/kubernetesNames";
import { member } from "../validation/rules";
import { input, listOf, objectOf, required, schemaOf } from "../validation/schema";
import type { TolerationArgs } from "./toleration";

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

export const TOLERATIONS = listOf(
    objectOf(
        schemaOf<TolerationArgs>({
            key: required(input(labelKey), "write the key of the taint"),
            value: input(labelValue),
            effect: input(member(EFFECTS)),
        }),
        { operator: "is not an input: with value it is Equal, without one Exists; leave it out" },
    ),
    '[{ key: "dedicated" }]',
);
