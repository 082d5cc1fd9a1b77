import { objectName } from "../validation/kubernetesNames";
import { input, listOf } from "../validation/schema";

/** Names of Secrets with credentials for a registry. */
export const PULL_SECRETS = listOf(input(objectName), '["registry-credentials"]');
