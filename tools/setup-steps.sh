# shellcheck shell=sh
# The common steps of tools/setup and tests/run. Sourced at the top of the tree.

say() { printf '==> %s\n' "$*" >&2; }

# PACKAGES: the packages of the compiler, the build tools and the libraries in Debian 12.
# shellcheck disable=SC2034 # used where this is sourced
PACKAGES="g++ cmake ninja-build pkg-config libusb-1.0-0-dev libhidapi-dev libfmt-dev nlohmann-json3-dev doctest-dev"

install_missing() {
  missing=
  for package in "$@"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
  done
  if [ -z "$missing" ]; then
    say "All packages are installed."
    return
  fi
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "These packages are missing:$missing"
      say "Install them as root (apt-get install$missing), then run this again."
      exit 1
    fi
    as_root=sudo
  fi
  say "Installing with apt:$missing"
  $as_root apt-get update -q >&2
  # shellcheck disable=SC2086 # a list of words
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2
}

# The number of parallel compilers: one per processor, with 350 MiB of memory each.
job_count() {
  available=$(sed -n 's/^MemAvailable: *\([0-9]*\) kB$/\1/p' /proc/meminfo)
  processors=$(nproc)
  fitting=$((${available:-0} / 1024 / 350))
  if [ "$fitting" -gt "$processors" ]; then fitting=$processors; fi
  if [ "$fitting" -lt 1 ]; then fitting=1; fi
  echo "$fitting"
}

# configure PRESET [OPTION...]
configure() {
  preset=$1
  shift
  mkdir -p build
  cmake --preset "$preset" "$@" >"build/$preset.log" 2>&1 || {
    cat "build/$preset.log" >&2
    exit 1
  }
}

# build PRESET [TARGET...]
build() {
  preset=$1
  shift
  say "Building in build/$preset"
  cmake --build "build/$preset" -j "$(job_count)" ${1:+--target "$@"} >&2
}
