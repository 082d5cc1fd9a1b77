import { flag, single } from "../../validation/rules";
import { mapOf, objectOf, plain, schemaOf } from "../../validation/schema";
import type { KernelProfileArgs } from "./inputs";

/** What the values may be is `buildKernelProfile`'s to tell. */
export const KERNEL_PROFILE = objectOf(
    schemaOf<KernelProfileArgs>({
        preset: plain(single),
        connectionsPerNode: plain(single),
        memoryGiB: plain(single),
        vcpus: plain(single),
        tls: plain(flag),
        nofile: plain(single),
        parameters: mapOf(plain(single)),
        extraNodeParameters: mapOf(plain(single)),
        extraPodParameters: mapOf(plain(single)),
        rollout: plain(single),
    }),
);
