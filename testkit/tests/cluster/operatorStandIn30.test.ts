import { v3beta1 } from "../../operator/lines/v3beta1";
import { LEFT_TO_PACE, reading, SERIES } from "../../operator/lines/v3beta1/recordedScenarios";
import { againstRecordings } from "./againstRecordings";

describe("the stand-in of operator 3.0 against recordings", function () {
    const { ONLY } = process.env;
    const series =
        ONLY === undefined
            ? SERIES
            : Object.fromEntries(Object.entries(SERIES).filter(([n]) => ONLY.split(",").includes(n)));
    const of = againstRecordings(this, {
        line: v3beta1,
        folder: "operator-3.0",
        series,
        operator: { settledPassSeconds: 30 },
        clients: {
            clients: 3000,
            comeBackTo: "whoever serves",
            joinSeconds: 2,
            readySeconds: 3,
            probeSeconds: 1,
            endSeconds: 1,
        },
        lanes: 4,
        placesClients: true,
        reading,
        leftToPace: LEFT_TO_PACE,
    });
    void of;
});
