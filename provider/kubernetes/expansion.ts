/**
 * The kubelet's expansion of a container's plain values: `$(NAME)` is the variable's value, `$$` is one `$`, any other `$` is
 * itself. A value that comes from a Secret is not expanded. Source: kubernetes, third_party/forked/golang/expansion/expand.go
 * and makeEnvironmentVariables of pkg/kubelet/kubelet_pods.go.
 */

/** What to write so that the container gets this very text. */
export function unexpanded(text: string): string {
    return text.replace(/\$/g, () => "$$");
}

/** The text that the container gets; a reference to another variable stays as it is written. */
export function expanded(value: string): string {
    return value.replace(/\$\$/g, () => "$");
}
