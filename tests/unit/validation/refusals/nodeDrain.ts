import type { Refused } from "./refused";

const DRAIN = { pools: [{ pool: "mqtt-core", nodePoolId: "np1" }], namespace: "emqx" };

export const NODE_DRAIN: Refused[] = [
    [
        "no arguments at all",
        {},
        [
            "pools: is missing; write the pools whose former nodes are to be emptied",
            "namespace: is missing; write namespace of the EmqxCluster",
        ],
    ],
    [
        "no pool",
        { ...DRAIN, pools: [] },
        ["pools: is empty; write the pools whose former nodes are to be emptied"],
    ],
    [
        "pools by their names alone",
        { ...DRAIN, pools: ["mqtt-core"] },
        ['pools[0]: is "mqtt-core"; write an object with pool, nodePoolId, identity'],
    ],
    [
        "a pool without its name",
        { ...DRAIN, pools: [{ nodePoolId: "np1" }] },
        ["pools[0].pool: is missing; write the name of the TunedNodePool"],
    ],
    [
        "a pool twice",
        { ...DRAIN, pools: [...DRAIN.pools, { pool: "mqtt-core", nodePoolId: "np2" }] },
        ['pools[1].pool: is "mqtt-core" again; leave it out'],
    ],
    [
        "an id that is written and comes out as nothing, which is no pool that is taken out",
        { ...DRAIN, pools: [{ pool: "mqtt-core", nodePoolId: undefined }] },
        [
            "pools[0].nodePoolId: comes out as nothing; write nodePoolId of the TunedNodePool, or leave the key out where the pool is taken out of the program: then all of its nodes are emptied",
        ],
    ],
    [
        "an empty id",
        { ...DRAIN, pools: [{ pool: "mqtt-core", nodePoolId: "" }] },
        [
            'pools[0].nodePoolId: is ""; write nodePoolId of the TunedNodePool, or leave the key out where the pool is taken out of the program: then all of its nodes are emptied',
        ],
    ],
    [
        "no time at all",
        { ...DRAIN, timeoutMinutes: 0 },
        ["timeoutMinutes: is 0; write a whole number from 1 to 1440 (minutes)"],
    ],
];
