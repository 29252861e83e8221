# Finds a JDK. Read by ./mvnw and deploy/whispra, with the dot command; POSIX sh.

# Where JDKs are usually unpacked, after JAVA_HOME and the java on the PATH; override for other places. Folders with
# spaces are fine in JAVA_HOME only.
: "${JDK_FOLDERS:=/usr/lib/jvm/* ${HOME:-/}/.sdkman/candidates/java/* ${HOME:-/}/.jdks/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home}"

# The feature version of the JDK in folder $1, as "25"; nothing if there is none.
jdk_version() {
  if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  fi
}

# Whether the JDK in folder $1 has at least the feature version $2.
jdk_at_least() {
  jdk_found=$(jdk_version "$1")
  [ -n "$jdk_found" ] && [ "$jdk_found" -ge "$2" ]
}

# The home of the java on the PATH, links and shims followed; nothing if there is none.
jdk_on_path() {
  jdk_java=$(command -v java) || return 0
  jdk_link=$(readlink -f "$jdk_java" 2>/dev/null) || jdk_link=$jdk_java
  jdk_home=${jdk_link%/bin/java}
  if [ ! -r "$jdk_home/release" ]; then
    jdk_home=$("$jdk_java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p') || jdk_home=
  fi
  echo "$jdk_home"
}

# Prints the home of a JDK of feature version $1 or newer; fails if there is none.
find_jdk() {
  for jdk_candidate in "${JAVA_HOME:-}" "$(jdk_on_path)"; do
    if jdk_at_least "$jdk_candidate" "$1"; then
      echo "$jdk_candidate"
      return 0
    fi
  done
  for jdk_candidate in $JDK_FOLDERS; do
    if jdk_at_least "$jdk_candidate" "$1"; then
      echo "$jdk_candidate"
      return 0
    fi
  done
  jdk_candidate=$(/usr/libexec/java_home -v "$1+" 2>/dev/null) || return 1
  jdk_at_least "$jdk_candidate" "$1" && echo "$jdk_candidate"
}
