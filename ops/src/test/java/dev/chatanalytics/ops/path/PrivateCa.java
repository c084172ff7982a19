package dev.chatanalytics.ops.path;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority that nobody knows, and a server's certificate for {@code localhost} signed by it. */
record PrivateCa(Path pem, Path keys) {

    private static final String PASSWORD = "changeit";

    /** Makes both with the JDK's keytool. */
    static PrivateCa in(Path dir) throws Exception {
        PrivateCa ca = new PrivateCa(dir.resolve("ca.pem"), dir.resolve("keys.p12"));
        Path request = dir.resolve("server.csr");
        Path signed = dir.resolve("server.pem");
        ca.keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Private CA", "-ext", "bc:c=ca:true");
        ca.keytool("-exportcert", "-rfc", "-alias", "ca", "-file", ca.pem.toString());
        ca.keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost");
        ca.keytool("-certreq", "-alias", "server", "-file", request.toString());
        ca.keytool(
                "-gencert",
                "-alias",
                "ca",
                "-rfc",
                "-ext",
                "san=dns:localhost",
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString());
        ca.keytool("-importcert", "-alias", "server", "-noprompt", "-file", signed.toString());
        return ca;
    }

    /** What a server needs. */
    SSLContext server() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        store.deleteEntry("ca");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", keys.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + said);
        }
    }
}
