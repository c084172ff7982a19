package dev.chatanalytics.ops.path;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatanalytics.engine.message.NlpAnalysis;
import dev.chatanalytics.ops.NlpUnderTest;
import dev.chatanalytics.ops.config.Configuration;
import dev.chatanalytics.ops.config.ConfigurationReader;
import dev.chatanalytics.ops.config.Layer;
import dev.chatanalytics.ops.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls of an API as the service makes them, configured by an example of the documentation. */
final class ConnectedApi implements AutoCloseable {

    private static final Pattern EXAMPLE = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL);

    private final NlpUnderTest calls;

    private ConnectedApi(NlpUnderTest calls) {
        this.calls = calls;
    }

    /**
     * @param example of {@code docs/nlp-apis.md}, from 1
     * @param api whose scheme, host and port stand in for those of the example
     * @param more by key, instead of what only an operator's machine has
     */
    static ConnectedApi as(int example, Path dir, SmallApi api, Map<String, String> more) throws Exception {
        Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/nlp-apis.md"), UTF_8));
        for (int i = 0; i < example; i++) {
            if (!examples.find()) {
                throw new IllegalStateException("no example " + example);
            }
        }
        Path file = Files.writeString(dir.resolve("example.conf"), examples.group(1), UTF_8);
        Matcher url = Pattern.compile("url = \"[a-z]+://[^/]+(/[^\"]*)\"").matcher(examples.group(1));
        if (!url.find()) {
            throw new IllegalStateException("no url in " + examples.group(1));
        }
        Map<String, String> strong = new HashMap<>(more);
        strong.put("nlp.url", URI.create(api.origin() + url.group(1)).toString());
        strong.put("nlp.timeout", "20s");
        strong.put("nlp.attempts", "1");
        strong.put("database.url", "jdbc:postgresql://localhost:1/unused");
        Settings settings =
                Settings.load(Layer.of("none", Map.of()), Optional.of(file), Map.of(), Layer.of("test", strong));
        Configuration configuration = ConfigurationReader.all(settings);
        return new ConnectedApi(new NlpUnderTest(configuration));
    }

    NlpAnalysis analyse(String text) throws Exception {
        return calls.analyse(text);
    }

    @Override
    public void close() throws IOException {
        calls.close();
    }
}
