package org.anlan.webhook.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The certificate authorities by which a receiver is believed to be the one it says. */
public final class Authorities {

    private Authorities() {}

    /**
     * Java's own and those of a file.
     *
     * @param pem one certificate or more
     * @throws IllegalStateException when the file cannot be read or holds no certificate
     */
    public static SSLContext with(Path pem) {
        try {
            List<Certificate> trusted = new ArrayList<>(own());
            trusted.addAll(certificates(pem));
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int index = 0; index < trusted.size(); index++) {
                store.setCertificateEntry("authority-" + index, trusted.get(index));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (GeneralSecurityException | IOException problem) {
            throw new IllegalStateException(
                    "anlan.webhooks.authorities (ANLAN_WEBHOOK_AUTHORITIES) is " + pem
                            + ", which cannot be used; name a PEM file of one certificate or more, or leave it empty",
                    problem);
        }
    }

    private static Collection<? extends Certificate> certificates(Path pem)
            throws IOException, GeneralSecurityException {
        try (InputStream text = Files.newInputStream(pem)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(text);
            if (found.isEmpty()) {
                throw new IOException("no certificate in " + pem);
            }
            return found;
        }
    }

    private static List<X509Certificate> own() throws GeneralSecurityException {
        List<X509Certificate> found = new ArrayList<>();
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager known) {
                found.addAll(List.of(known.getAcceptedIssuers()));
            }
        }
        return found;
    }

    /** @param store null = Java's own */
    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
