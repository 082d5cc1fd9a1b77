import { unwritable } from "../../config/hocon/write";
import { field } from "../blueGreen/fields";
import { names } from "../blueGreen/names";
import type { OperatorLine } from "../line/line";
import { chart } from "./chart";
import { done } from "./done";
import { facts } from "./facts";
import { keys } from "./keys";
import { write } from "./object";
import { pace } from "./pace";
import { read } from "./read";
import { status } from "./status";
import { push, traps } from "./traps";
import { withoutInputs } from "./withoutInputs";
import { words } from "./words";

/** Operator line 2.3: blue-green, EMQX 5.9 to 6, and Enterprise 5.8.4 and later as a passage. */
export const v2: OperatorLine = {
    id: "2.3",
    resource: { group: "apps.emqx.io", version: "v2", plural: "emqxes" },
    // What its operator takes over in place, and rolls once. Source: recording from-2.2-to-2.3.
    formerVersions: ["v2beta1"],
    chart,
    takesOverOlder: true,
    names,
    keys,
    unwritable,
    write,
    read,
    field,
    status,
    // Its nodes no longer report an edition.
    runsEnterprise: () => undefined,
    done,
    // Ready may turn false and true again: recordings replicas-up, image.
    holdSeconds: 5,
    pace,
    coresBesideReplicants: 1,
    withoutInputs,
    disks: "anew",
    annotations: {},
    fixedFields: [],
    push,
    traps,
    words,
    facts,
};
