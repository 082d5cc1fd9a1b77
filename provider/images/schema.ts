import { objectName } from "../validation/kubernetesNames";
import { all, text } from "../validation/rules";
import { input, listOf } from "../validation/schema";

/** Names of Secrets with credentials for a registry. */
export const PULL_SECRETS = listOf(input(all(text, objectName)), '["registry-credentials"]');
