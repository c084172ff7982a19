# Sourced by the commands beside it, with $home set: builds when missing, and sets $java, $options and $classpath.
jar=$home/target/chat-analytics-perf-0.1.0-SNAPSHOT.jar

java_major() {
    "$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p'
}

newest_java() {
    local best='' best_major=16 candidate major
    for candidate in /usr/lib/jvm/*/bin/java "$(command -v java || true)"; do
        [ -x "$candidate" ] || continue
        major=$(java_major "$candidate")
        case $major in *[!0-9]* | '') continue ;; esac
        if [ "$major" -gt "$best_major" ]; then
            best=$candidate best_major=$major
        fi
    done
    echo "$best"
}

if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
else
    java=$(newest_java)
fi
if [ ! -x "$java" ]; then
    echo "No Java 17 or later was found; set JAVA_HOME" >&2
    exit 1
fi

if [ ! -f "$jar" ] || [ ! -f "$home/target/classpath" ]; then
    echo 'Building …' >&2
    (cd "$home/.." && mvn -q -B -pl perf -am -DskipTests package) >&2
fi
classpath=$jar:$(cat "$home/target/classpath")
# The jar of ops brings its lib/ along by its manifest: each library would be there twice.
classpath=${classpath/ops\/target\/chat-analytics.jar/ops\/target\/classes}

# Netty may check what it trusts; here each check is paid for by the service that shares the machine.
options=("-Dperf.home=$home" -Dlogback.configurationFile=perf-logback.xml -Dio.netty.leakDetection.level=disabled -Dio.netty.buffer.checkAccessible=false
    -Dio.netty.buffer.checkBounds=false)
# As in the service's own script: no compiling again in the middle of a run, which would take the CPU from those measured.
options+=(-XX:PerMethodTrapLimit=0 -XX:PerBytecodeTrapLimit=0)
major=$(java_major "$java")
if [ "$major" -ge 24 ]; then
    options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
fi

# Where all but the service is to run, as the arguments have it: what a command starts is pinned where it starts.
other_cpus() {
    local cpus=1 previous= word
    for word in "$@"; do
        case $word in --other-cpus=*) cpus=${word#*=} ;; esac
        [ "$previous" = --other-cpus ] && cpus=$word
        previous=$word
    done
    echo "$cpus"
}
