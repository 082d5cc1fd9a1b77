import { v3beta1 } from "../../operator/lines/v3beta1";
import { reading, SERIES } from "../../operator/lines/v3beta1/recordedScenarios";
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
        operator: { settledPassSeconds: 8 },
        clients: { clients: 3000, joinSeconds: 3, readySeconds: 5, probeSeconds: 2, endSeconds: 1.5 },
        lanes: 5,
        placesClients: true,
        reading,
    });
    void of;
});
