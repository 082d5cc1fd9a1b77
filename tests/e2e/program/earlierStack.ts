import * as crdRelease from "../../../provider/operator/crds/crdRelease";
import * as values from "../../../provider/operator/values";

/**
 * The stack as the package made it before the operator's CRDs had a release of their own: they were resources of the
 * operator's chart, kept when that went.
 */
const { operatorValues } = values;
Object.assign(values, {
    operatorValues: (...given: Parameters<typeof operatorValues>) => {
        const { skipCRDs: _, ...others } = operatorValues(...given);
        return others;
    },
});
Object.assign(crdRelease, {
    createCrdRelease: (...[, { dependsOn }]: Parameters<typeof crdRelease.createCrdRelease>) => dependsOn,
});

module.exports = require("./stack");
