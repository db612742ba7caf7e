package io.rmix.dvm.runtime;

import io.rmix.Links;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule of {@link Links} as it travels.
 *
 * @param target pattern of the member's name; {@code *} stands for any characters
 * @param host pattern of an endpoint's host
 * @param service pattern of an endpoint's service
 * @param providers schemes that may be used, the preferred one first; {@code *} for all others
 * @param options of the connections that carry the link: {@code scheme.option} to value
 */
public record LinkRule(
        String target, String host, String service, List<String> providers, Map<String, String> options) {
    /** Copies list and map. */
    public LinkRule {
        providers = List.copyOf(providers);
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** A rule on its way out. */
    public static LinkRule of(Links.Rule rule) {
        Map<String, String> options = new TreeMap<>();
        rule.options()
                .forEach((scheme, given) -> given.forEach((name, value) -> options.put(scheme + "." + name, value)));
        return new LinkRule(rule.target(), rule.host(), rule.service(), rule.providers(), options);
    }

    /** @throws IllegalArgumentException if it is none */
    public Links.Rule rule() {
        Links.Rule rule = new Links.Rule(target, host, service, providers);
        for (Map.Entry<String, String> option : options.entrySet()) {
            String key = option.getKey();
            int dot = key.lastIndexOf('.');
            if (dot < 1)
                throw new IllegalArgumentException(
                        "'" + key + "' is no option of a provider, such as grpc.compression");
            rule = rule.withOption(key.substring(0, dot), key.substring(dot + 1), option.getValue());
        }
        return rule;
    }
}
