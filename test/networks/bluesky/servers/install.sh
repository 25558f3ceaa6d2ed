#!/usr/bin/env bash
# Installs a real PLC directory, PDS and AppView for the network tests: Node 20 or newer and npm 11, nothing else.
set -euo pipefail
cd "$(dirname "$0")"
# npm itself may run on Node 20 and then warns that these packages want a newer one; they run on the Node 24 that is
# installed beside them.
npm ci --no-audit --no-fund --loglevel=error
