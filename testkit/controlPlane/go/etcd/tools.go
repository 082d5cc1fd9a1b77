//go:build tools

// Package etcd names the command of etcd that the tests build: etcd's main package lies at the module's root.
package etcd

import _ "go.etcd.io/etcd/server/v3"
