package org.anlan.access;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What access reads of the settings under {@code anlan}.
 *
 * @param publicUrl origin under which people reach the server, e.g. https://anlan.example.cn; inside QR codes. Empty =
 *     the origin of the request
 * @param adminPassword password of user {@code admin} when the first start creates it; empty = one is generated
 * @param trustedProxies addresses or CIDR blocks of reverse proxies whose X-Forwarded-* headers are believed
 */
@ConfigurationProperties("anlan")
public record AccessSettings(String publicUrl, String adminPassword, List<String> trustedProxies) {

    public AccessSettings {
        publicUrl = origin(publicUrl);
        adminPassword = adminPassword == null ? "" : adminPassword;
        trustedProxies = trustedProxies == null ? List.of() : List.copyOf(trustedProxies);
    }

    private static String origin(String url) {
        if (url == null || url.isBlank()) {
            return "";
        }
        URI uri = URI.create(url.strip());
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean bare = uri.getPath() == null
                || uri.getPath().isEmpty()
                || uri.getPath().equals("/");
        if (!web || uri.getHost() == null || !bare || uri.getQuery() != null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("anlan.public-url (ANLAN_PUBLIC_URL) is \"" + url
                    + "\"; it must be scheme and host only, e.g. https://anlan.example.cn or http://192.168.1.5:8080");
        }
        String authority = uri.getRawAuthority().toLowerCase(Locale.ROOT);
        String port = uri.getScheme().equals("https") ? ":443" : ":80";
        return uri.getScheme() + "://"
                + (authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority);
    }

    @Override
    public String toString() {
        return "AccessSettings[publicUrl=" + publicUrl + ", trustedProxies=" + trustedProxies + "]";
    }
}
