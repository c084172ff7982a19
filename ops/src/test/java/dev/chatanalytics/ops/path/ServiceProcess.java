package dev.chatanalytics.ops.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code serve} as a process of its own, in a directory where it leaves what it keeps. Not thread-safe. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern PORTS = Pattern.compile("messages on port (\\d+), metrics and health on port (\\d+)");

    private final Process process;
    private final Path log;

    private ServiceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it, and does not wait.
     *
     * @param by a command that becomes the one that follows it
     */
    static ServiceProcess launch(Path dir, String name, Map<String, String> environment, String... by)
            throws IOException {
        Path log = Files.createDirectories(dir).resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(by));
        command.add(Path.of("bin/chat-analytics").toAbsolutePath().toString());
        command.add("serve");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CHAT_ANALYTICS_HTTP_PORT", "0");
        builder.environment().put("CHAT_ANALYTICS_ADMIN_PORT", "0");
        return new ServiceProcess(builder.start(), log);
    }

    /** Starts it and waits until it takes messages, with or without its database. */
    static ServiceProcess start(Path dir, String name, Map<String, String> environment, String... by)
            throws IOException {
        ServiceProcess service = launch(dir, name, environment, by);
        try {
            service.awaitLog("messages on port");
        } catch (RuntimeException | Error e) {
            service.close();
            throw e;
        }
        return service;
    }

    int port() throws IOException {
        Matcher ports = PORTS.matcher(log());
        assertThat(ports.find()).isTrue();
        return Integer.parseInt(ports.group(1));
    }

    int adminPort() throws IOException {
        Matcher ports = PORTS.matcher(log());
        assertThat(ports.find()).isTrue();
        return Integer.parseInt(ports.group(2));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; returns when it has ended. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    void awaitLog(String line) {
        await(line).atMost(LIMIT).until(() -> {
            String log = log();
            assertThat(process.isAlive() || log.contains(line)).as(log).isTrue();
            return log.contains(line);
        });
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException, IOException {
        return exitCode(LIMIT);
    }

    /** The same, when its end has to come within a time. */
    int exitCode(Duration limit) throws InterruptedException, IOException {
        assertThat(process.waitFor(limit.toSeconds(), TimeUnit.SECONDS))
                .as(log())
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
