//go:build tools

// Package kwok names the command of KWOK that the tests build.
package kwok

import _ "sigs.k8s.io/kwok/cmd/kwok"
