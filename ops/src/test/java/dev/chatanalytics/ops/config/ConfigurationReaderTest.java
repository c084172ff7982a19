package dev.chatanalytics.ops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatanalytics.engine.EngineOptions.WaitStrategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {

    private static final Layer NONE = Layer.of("none", Map.of());
    private static final String URLS =
            "nlp.url = \"http://nlp/analyze\"\ndatabase.url = \"jdbc:postgresql://db/chat\"\n";

    @TempDir
    Path dir;

    @Test
    void shouldTakeDefaultsOfTheDesign() throws Exception {
        Configuration c = read(URLS, Map.of());

        assertThat(c.http().port()).isEqualTo(8080);
        assertThat(c.http().idleTimeout()).isEqualTo(Duration.ofSeconds(75));
        assertThat(c.ingestTimeout()).isEqualTo(Duration.ofMillis(50));
        assertThat(c.engine().ring().size()).isEqualTo(16_384);
        assertThat(c.engine().ring().rejectBelow()).isEqualTo(0.1);
        assertThat(c.engine().rules().maxAge()).isEqualTo(Duration.ofDays(7));
        assertThat(c.engine().breaker().failureRate()).isEqualTo(0.5);
        assertThat(c.database().writeTimeout()).isEqualTo(Duration.ofMillis(100));
        assertThat(c.deadLetters().maxBytes()).isEqualTo(1L << 30);
        assertThat(c.logFormat()).isEqualTo(LogFormat.TEXT);
        assertThat(c.maxBytes()).isEqualTo(Runtime.getRuntime().maxMemory() / 4);
        assertThat(c.nlp().maxAnswerBytes()).isEqualTo(16 << 10);
        assertThat(c.engine().nlp().maxAnswerBytes()).isEqualTo(16 << 10);
        assertThat(c.engine().commitTimeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldReadWhatBoundsBytesAndWaiting() throws Exception {
        Configuration c = read(
                URLS + "ring.max-bytes = 24MiB\nnlp.max-answer = 1KiB\ndurability.commit-timeout = 10ms", Map.of());

        assertThat(c.maxBytes()).isEqualTo(24 << 20);
        assertThat(c.nlp().maxAnswerBytes()).isEqualTo(1 << 10);
        assertThat(c.engine().commitTimeout()).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void shouldWarnOfCallsThatTakeLongerThanTheRingLasts() throws Exception {
        assertThat(Warnings.of(read(URLS, Map.of()))).isEmpty();

        assertThat(Warnings.of(read(URLS + "nlp.timeout = 3s", Map.of())))
                .singleElement()
                .asString()
                .startsWith("ring.size: 16384 (at least 65536 would do): ")
                .contains("one call may take", "nlp.concurrency allows 12500/s");
        assertThat(Warnings.of(read(URLS + "nlp.timeout = 3s\nring.size = 65536", Map.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "64 | a larger heap, since nothing is left of 64MiB of -Xmx, besides 7MiB for the collector, 24MiB at rest",
                "180 | at most 21MiB, what is left of 180MiB of -Xmx",
            })
    void shouldSayWhatDoesNotFitIntoTheHeap(long mebibytes, String expected) throws Exception {
        Configuration c = read(URLS + "ring.max-bytes = 64MiB", Map.of());
        Values values = new Values(Settings.load(NONE, Optional.of(file()), Map.of(), NONE));

        CrossChecks.heap(values, c, mebibytes << 20);

        assertThat(catchThrowableOfType(ConfigurationException.class, values::check)
                        .faults())
                .singleElement()
                .asString()
                .startsWith("ring.max-bytes: \"64MiB\" (expected " + expected)
                .contains("59MiB for http.max-connections", "8MiB for ring.size");
    }

    @Test
    void shouldFitIntoTheHeapsThatAreSpokenOf() throws Exception {
        for (long mebibytes : new long[] {256, 400}) {
            Configuration c = read(URLS + "ring.max-bytes = " + mebibytes / 4 + "MiB", Map.of());
            Values values = new Values(Settings.load(NONE, Optional.of(file()), Map.of(), NONE));

            CrossChecks.heap(values, c, mebibytes << 20);

            assertThatCode(values::check).as(mebibytes + "MiB").doesNotThrowAnyException();
        }
    }

    @Test
    void shouldPreferEnvironmentOverFileOverDefaults() throws Exception {
        Configuration c = read(
                URLS + "ring { reject-below = 20%, size = 1024 }\nnlp { concurrency = 100 }\npersist.batch-rows = 100",
                Map.of("CHAT_ANALYTICS_RING_REJECT_BELOW", "25%", "CHAT_ANALYTICS_RING_WAIT_STRATEGY", "busy-spin"));

        assertThat(c.engine().ring().rejectBelow()).isEqualTo(0.25);
        assertThat(c.engine().ring().size()).isEqualTo(1024);
        assertThat(c.engine().ring().waitStrategy()).isEqualTo(WaitStrategy.BUSY_SPIN);
    }

    @Test
    void shouldReportAllFaultsAtOnceWithTheirOrigins() throws Exception {
        Map<String, String> env = Map.of("CHAT_ANALYTICS_HTTP_PROT", "1", "CHAT_ANALYTICS_NLP_TIMEOUT", "300");
        List<String> faults = faults("http.port = 70000\nring {\n  size = 1000\n}\nnlp.breakr.window = 5s\n", env);

        assertThat(faults)
                .contains(
                        "CHAT_ANALYTICS_HTTP_PROT: no such key (did you mean CHAT_ANALYTICS_HTTP_PORT?) [origin: environment]",
                        "nlp.breakr.window: no such key (did you mean nlp.breaker.window?) [origin: " + file() + ":5]",
                        "http.port: \"70000\" (expected a port from 0 to 65535, 0 for any free one) [origin: " + file()
                                + ":1]",
                        "ring.size: \"1000\" (expected a power of two from 64 to 16777216) [origin: " + file() + ":3]",
                        "nlp.timeout: \"300\" (expected a duration with its unit, such as 1ms, up to 1m) "
                                + "[origin: env CHAT_ANALYTICS_NLP_TIMEOUT]",
                        "nlp.url: nothing (expected a URL that starts with http:// or https:// and names a host) "
                                + "[origin: no default; set it in the file or as env CHAT_ANALYTICS_NLP_URL]")
                .anyMatch(f -> f.startsWith("database.url: nothing (expected a URL such as jdbc:postgresql://"))
                .hasSize(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.port | -1",
                "http.port | 8080.5",
                "http.max-connections | 0",
                "http.ingest-timeout | 50",
                "http.ingest-timeout | 0ms",
                "http.ingest-timeout | 50 parsecs",
                "http.event-loops | none",
                "ring.reject-below | 0%",
                "ring.reject-below | 10",
                "ring.reject-below | 95%",
                "ring.wait-strategy | BLOCKING",
                "nlp.url | ftp://nlp/",
                "nlp.url | nlp:8080",
                "nlp.attempts | 0",
                "nlp.breaker.failure-rate | 101%",
                "database.url | postgresql://db/chat",
                "database.url | jdbc:mysql://db/chat",
                "database.user | ''",
                "dead-letters.max-bytes | 1Gib",
                "dead-letters.max-bytes | 99999999999GiB",
                "durability.mode | disk",
                "durability.max-bytes | 1MiB",
                "startup.rehearsal | 2m",
                "log.format | xml",
                "messages.max-age | -7d",
                "ring.max-bytes | half",
                "ring.max-bytes | 1023KiB",
                "ring.max-bytes | -1MiB",
                "nlp.max-answer | 1023B",
                "nlp.max-answer | 1025KiB",
                "nlp.max-answer | auto",
                "durability.commit-timeout | 9ms",
                "durability.commit-timeout | 61s",
                "durability.commit-timeout | 1",
            })
    void shouldRefuseValue(String key, String value) throws Exception {
        Map<String, String> env = new HashMap<>(Map.of(EnvironmentLayer.variable(key), value));

        assertThat(faults(URLS, env))
                .singleElement()
                .asString()
                .startsWith(key + ": \"" + value + "\" (expected ")
                .endsWith("[origin: env " + EnvironmentLayer.variable(key) + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nlp.concurrency=14746 | nlp.concurrency | at most 14745",
                "nlp.max-connections=2499 | nlp.max-connections | at least nlp.concurrency, 2500",
                "ring.size=1024 | nlp.concurrency | at most 921",
                "database.pool-size=4 | database.pool-size | more than persist.writers, 4",
                "admin.port=8080 | admin.port | another port than http.port",
                "ring.max-bytes=16TiB | ring.max-bytes | at most ",
                "'http.event-loops=64\nring.max-bytes=63MiB' | ring.max-bytes | 'at least 64MiB, so that each of http.event-loops, 64'",
                "'ring.max-bytes=16MiB\nnlp.max-answer=1MiB' | nlp.max-answer | at most 167772B, 1 % of ring.max-bytes",
            })
    void shouldRefuseKeysThatContradictEachOther(String line, String key, String expected) throws Exception {
        assertThat(faults(URLS + line, Map.of()))
                .anySatisfy(f -> assertThat(f).startsWith(key + ": ").contains("(expected " + expected));
    }

    @Test
    void shouldNotBlameOneKeyForTheFaultOfAnother() throws Exception {
        assertThat(faults(URLS + "persist.writers = many", Map.of()))
                .singleElement()
                .asString()
                .startsWith("persist.writers");
    }

    @Test
    void shouldMaskSecretsInFaults() throws Exception {
        List<String> faults = faults(
                "nlp.url = \"htp://me:hush@nlp/\"\ndatabase.url = \"jdbc:pg://db?user=u&password=hush\"", Map.of());

        assertThat(faults).hasSize(2).noneMatch(f -> f.contains("hush")).allMatch(f -> f.contains("***"));
    }

    @Test
    void shouldNameFileThatIsMissingOrBroken() throws Exception {
        assertThat(faults(dir.resolve("absent.conf")))
                .singleElement()
                .asString()
                .contains("absent.conf (expected a file");

        assertThat(faults("http {\n  port = 80 80 }}", Map.of()))
                .singleElement()
                .asString()
                .contains(file() + ": 2")
                .doesNotContain("\n");
    }

    @Test
    void shouldReadProperties() throws Exception {
        Path properties = Files.writeString(
                dir.resolve("service.properties"),
                "nlp.url=http://nlp/\ndatabase.url=jdbc:postgresql://db/chat\nring.reject-below=5%\n");

        Configuration c = ConfigurationReader.all(Settings.load(NONE, Optional.of(properties), Map.of(), NONE));

        assertThat(c.engine().ring().rejectBelow()).isEqualTo(0.05);
    }

    @Test
    void shouldRefuseSectionThatIsNone() throws Exception {
        assertThat(faults(URLS + "http = 8080", Map.of()))
                .containsExactly("http: a section, not a key [origin: " + file() + ":3]");
    }

    @Test
    void shouldLeaveVariablesOfKubernetesAndOfTheScriptAlone() throws Exception {
        Map<String, String> env = Map.of(
                "CHAT_ANALYTICS_SERVICE_HOST", "10.0.0.1",
                "CHAT_ANALYTICS_PORT", "tcp://10.0.0.1:8080",
                "CHAT_ANALYTICS_PORT_8080_TCP_ADDR", "10.0.0.1",
                "CHAT_ANALYTICS_ADMIN_SERVICE_PORT_HTTP", "8081",
                "CHAT_ANALYTICS_JAVA_OPTS", "-Xmx1g");

        assertThat(read(URLS, env).http().port()).isEqualTo(8080);
    }

    @Test
    void shouldLetTheProgramInsist() throws Exception {
        Settings settings = Settings.load(
                Layer.of("demo", Map.of("http.port", "1")),
                Optional.of(Files.writeString(file(), URLS)),
                Map.of("CHAT_ANALYTICS_HTTP_PORT", "2"),
                Layer.of("demo", Map.of("nlp.url", "http://demo/")));

        Configuration c = ConfigurationReader.all(settings);
        assertThat(c.http().port()).isEqualTo(2);
        assertThat(c.nlp().url()).hasToString("http://demo/");
    }

    private Configuration read(String text, Map<String, String> env) throws Exception {
        return ConfigurationReader.all(Settings.load(NONE, Optional.of(Files.writeString(file(), text)), env, NONE));
    }

    private List<String> faults(String text, Map<String, String> env) throws Exception {
        Files.writeString(file(), text);
        return catchThrowableOfType(
                        ConfigurationException.class,
                        () -> ConfigurationReader.all(Settings.load(NONE, Optional.of(file()), env, NONE)))
                .faults();
    }

    private static List<String> faults(Path missing) {
        return catchThrowableOfType(
                        ConfigurationException.class, () -> Settings.load(NONE, Optional.of(missing), Map.of(), NONE))
                .faults();
    }

    private Path file() {
        return dir.resolve("service.conf");
    }
}
