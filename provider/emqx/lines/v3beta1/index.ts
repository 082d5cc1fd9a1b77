import { lost } from "../../config/roots/lost";
import type { OperatorLine } from "../line/line";
import { chart } from "./chart";
import { CLAIM_FIELD } from "./disks";
import { done } from "./done";
import { facts } from "./facts";
import { field } from "./fields";
import { keys } from "./keys";
import { names } from "./names";
import { write } from "./object";
import { pace } from "./pace";
import { read } from "./read";
import { status } from "./status";
import { push, traps } from "./traps";
import { withoutInputs } from "./withoutInputs";
import { words } from "./words";

/** Operator line 3.0: in place, EMQX 6. */
export const v3beta1: OperatorLine = {
    id: "3.0",
    resource: { group: "apps.emqx.io", version: "v3beta1", plural: "emqxes" },
    // It reads no object of an older line.
    formerVersions: [],
    chart,
    takesOverOlder: false,
    names,
    keys,
    unwritable: lost,
    write,
    read,
    field,
    status,
    // Nodes do not report an edition: there is one EMQX.
    runsEnterprise: () => undefined,
    done,
    // Conditions lead for up to a second after each change; this is several times as much. Source: recordings, every write.
    holdSeconds: 3,
    pace,
    // A rule of its definition.
    coresBesideReplicants: 2,
    withoutInputs,
    disks: "grown",
    annotations: {},
    fixedFields: [CLAIM_FIELD],
    push,
    traps,
    words,
    facts,
};
