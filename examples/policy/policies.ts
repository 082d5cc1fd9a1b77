import type { Policies } from "@pulumi/policy";
import { clusterProtected } from "./clusterProtected";
import { coresOnDemand } from "./coresOnDemand";
import { crdsProtected } from "./crdsProtected";
import { enoughBrokers } from "./enoughBrokers";
import { imagesPinned } from "./imagesPinned";
import { intranetOnly } from "./intranetOnly";

export const policies: Policies = [
    intranetOnly,
    imagesPinned,
    coresOnDemand,
    crdsProtected,
    enoughBrokers,
    clusterProtected,
];
