package dev.chatanalytics.persistence.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of one's own, and a server's certificate that it has signed, as PEM files in a directory. */
public final class Certificates {

    private static final String PASSWORD = "changeit";

    private final Path dir;

    private Certificates(Path dir) {
        this.dir = dir;
    }

    /** @param dir an empty directory */
    public static Certificates make(Path dir) throws IOException, InterruptedException, GeneralSecurityException {
        Certificates made = new Certificates(dir);
        made.key("ca", "-ext", "bc:c");
        made.key("server");
        made.keytool(
                "-exportcert", "-rfc", "-alias", "ca", "-file", made.authority().toString());
        made.keytool(
                "-certreq", "-alias", "server", "-file", made.file("server.csr").toString());
        made.keytool(
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-ext",
                "san=ip:127.0.0.1",
                "-infile",
                made.file("server.csr").toString(),
                "-outfile",
                made.certificate().toString());
        made.exportKey();
        return made;
    }

    /** Whom clients are to trust. */
    public Path authority() {
        return file("ca.pem");
    }

    /** Of 127.0.0.1. */
    public Path certificate() {
        return file("server.pem");
    }

    /** Readable by nobody else, as PostgreSQL wants it. */
    public Path privateKey() {
        return file("server.key");
    }

    private Path file(String name) {
        return dir.toAbsolutePath().resolve(name);
    }

    private void key(String alias, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias,
                "-validity",
                "30"));
        arguments.addAll(List.of(more));
        keytool(arguments.toArray(String[]::new));
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("-keystore", file("keys.p12").toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    private void exportKey() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file("keys.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        byte[] key = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
        Files.writeString(
                privateKey(),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(privateKey(), PosixFilePermissions.fromString("rw-------"));
    }
}
