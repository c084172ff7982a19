package dev.chatanalytics.ops.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads variables into a layer: {@code ring.reject-below} is {@code CHAT_ANALYTICS_RING_REJECT_BELOW}. */
final class EnvironmentLayer {

    static final String PREFIX = "CHAT_ANALYTICS_";

    /** Read by the start script, before there is a program. */
    private static final Set<String> OF_THE_SCRIPT = Set.of(PREFIX + "JAVA_OPTS");

    /** Kubernetes puts these into each pod for each service, ours perhaps among them; nobody means us by them. */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile(PREFIX + "(.*_)?(SERVICE_(HOST|PORT)(_.*)?|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");

    private EnvironmentLayer() {}

    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Each variable with our prefix that is a key's is a setting; any other is a fault. */
    static Layer read(Map<String, String> environment, Collection<String> keys) {
        Map<String, String> keyOf = new TreeMap<>();
        keys.forEach(key -> keyOf.put(variable(key), key));
        List<Setting> settings = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (keyOf.containsKey(name)) {
                settings.add(new Setting(keyOf.get(name), value, "env " + name));
            } else if (name.startsWith(PREFIX) && !meantForOthers(name, value)) {
                faults.add(
                        name + ": no such key" + Settings.didYouMean(name, keyOf.keySet()) + " [origin: environment]");
            }
        });
        return new Layer(settings, faults);
    }

    private static boolean meantForOthers(String name, String value) {
        boolean serviceLink = name.equals(PREFIX + "PORT") && value.contains("://");
        return serviceLink
                || OF_THE_SCRIPT.contains(name)
                || OF_KUBERNETES.matcher(name).matches();
    }
}
