package io.rmix.dvm.runtime;

import io.rmix.Links;
import java.util.List;

/**
 * A rule of {@link Links} as it travels.
 *
 * @param target pattern of the member's name; {@code *} stands for any characters
 * @param host pattern of an endpoint's host
 * @param service pattern of an endpoint's service
 * @param providers schemes that may be used, the preferred one first; {@code *} for all others
 */
public record LinkRule(String target, String host, String service, List<String> providers) {
    /** Copies the list. */
    public LinkRule {
        providers = List.copyOf(providers);
    }

    /** A rule on its way out. */
    public static LinkRule of(Links.Rule rule) {
        return new LinkRule(rule.target(), rule.host(), rule.service(), rule.providers());
    }

    /** @throws IllegalArgumentException if it is none */
    public Links.Rule rule() {
        return new Links.Rule(target, host, service, providers);
    }
}
