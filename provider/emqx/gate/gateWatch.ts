import * as pulumi from "@pulumi/pulumi";
import { UnusableKubeconfig } from "../../kubernetes/answers";
import { forPeople } from "../../validation/forPeople";
import { inWordsFor } from "../../validation/fromOutside";
import { EMQX_PLACES } from "../plan/schema";
import { clusterAccess } from "./seen/clusterAccess";
import { WaitFailed, type Watch } from "./watch";

/** A wait that shows its progress in Pulumi's live status row of a resource. */
export function watchOf(resource: pulumi.Resource): Watch {
    return {
        report: (line) => void pulumi.log.info(line, resource, undefined, true),
        warn: (line) => void pulumi.log.warn(inWordsFor(resource, line, EMQX_PLACES), resource),
        ...clusterAccess.clock,
    };
}

/** A wait that failed is news about the cluster: the sentence is for people, our stack is not. */
export async function failForPeople<T>(resource: pulumi.Resource, wait: Promise<T>): Promise<T> {
    try {
        return await wait;
    } catch (error) {
        if (error instanceof WaitFailed || error instanceof UnusableKubeconfig) {
            const message = inWordsFor(resource, error.message, EMQX_PLACES);
            throw forPeople(new pulumi.ResourceError(message, resource, true));
        }
        throw error;
    }
}
