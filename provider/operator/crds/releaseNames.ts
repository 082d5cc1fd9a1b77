/** Name of the installation of the operator's chart. */
export const OPERATOR_RELEASE = "emqx-operator";

/** Name of the CRDs' own, by which Helm tells it from others; it never changes. */
export const CRD_RELEASE = "emqx-operator-crds";
