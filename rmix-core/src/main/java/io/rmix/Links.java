package io.rmix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which protocols carry which links. For a stub that is made from a {@link RemoteRef}, the first rule that matches gives the protocols that may
 * be used, in order of preference, and options for their connections; without one all may, in the exporter's order. Given to {@link Rmix.Builder#links} and replaced, while
 * stubs are in use, with {@link Rmix#links(Links)}.
 *
 * @param rules in order; the first that matches counts
 */
public record Links(List<Rule> rules) {
    /** Stands in {@link Rule#providers} for all protocols that are not named, in the exporter's order. */
    public static final String OTHERS = "*";

    public Links {
        rules = List.copyOf(rules);
    }

    /** No rules. */
    public static Links none() {
        return new Links(List.of());
    }

    /** These rules and then one more. */
    public Links with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new Links(more);
    }

    /** One more rule, before these; a rule for the same target, host and service gives way. */
    public Links withFirst(Rule rule) {
        List<Rule> more = new ArrayList<>(List.of(rule));
        for (Rule each : rules) if (!each.hasSamePatterns(rule)) more.add(each);
        return new Links(more);
    }

    /**
     * One preference. A pattern is a text in which {@code *} stands for any characters.
     *
     * @param target pattern of the name that the stub was given when it was made
     * @param host pattern of an endpoint's host
     * @param service pattern of an endpoint's service
     * @param providers schemes of the endpoints that may be used, the preferred one first; {@link #OTHERS} for the rest; not empty, none twice
     * @param options by scheme, for the connections that carry the link: name to value, as {@link io.rmix.spi.Provider#options} lists them; only
     *     of schemes that may be used
     */
    public record Rule(
            String target,
            String host,
            String service,
            List<String> providers,
            Map<String, Map<String, String>> options) {
        public Rule {
            providers = List.copyOf(providers);
            options = sorted(options);
            if (providers.isEmpty()) throw new IllegalArgumentException("a link needs a protocol, for example grpc");
            Set<String> seen = new HashSet<>();
            for (String scheme : providers) {
                if (!scheme.equals(OTHERS) && !scheme.matches("[a-z][a-z0-9+.-]*"))
                    throw new IllegalArgumentException("'" + scheme + "' is no scheme of an endpoint, such as grpc");
                if (!seen.add(scheme)) throw new IllegalArgumentException("'" + scheme + "' stands there twice");
            }
            for (String scheme : options.keySet())
                if (scheme.equals(OTHERS) || !seen.contains(scheme) && !seen.contains(OTHERS))
                    throw new IllegalArgumentException("options of '" + scheme + "', which is none of the providers "
                            + String.join(", ", providers));
        }

        /** Without options. */
        public Rule(String target, String host, String service, List<String> providers) {
            this(target, host, service, providers, Map.of());
        }

        private static Map<String, Map<String, String>> sorted(Map<String, Map<String, String>> options) {
            Map<String, Map<String, String>> copy = new TreeMap<>();
            options.forEach((scheme, given) -> {
                for (String name : given.keySet())
                    if (!name.matches("[a-z][a-z0-9-]*"))
                        throw new IllegalArgumentException("options of '" + scheme + "': '" + name
                                + "' is no name of an option, such as connect-timeout");
                if (!given.isEmpty()) copy.put(scheme, Collections.unmodifiableMap(new TreeMap<>(given)));
            });
            return Collections.unmodifiableMap(copy);
        }

        /**
         * With an option for connections of a scheme, in place of what was said before.
         *
         * @throws IllegalArgumentException if the rule does not let the scheme be used
         */
        public Rule withOption(String scheme, String name, String value) {
            Map<String, Map<String, String>> more = new TreeMap<>(options);
            Map<String, String> given = new TreeMap<>(more.getOrDefault(scheme, Map.of()));
            given.put(name, value);
            more.put(scheme, given);
            return new Rule(target, host, service, providers, more);
        }

        /** For stubs with a name. */
        public static Rule target(String pattern, String... providers) {
            return new Rule(pattern, "*", "*", List.of(providers));
        }

        /** For objects on a host. */
        public static Rule host(String pattern, String... providers) {
            return new Rule("*", pattern, "*", List.of(providers));
        }

        /** For objects that are exported under a name. */
        public static Rule service(String pattern, String... providers) {
            return new Rule("*", "*", pattern, List.of(providers));
        }

        boolean hasSamePatterns(Rule other) {
            return target.equals(other.target) && host.equals(other.host) && service.equals(other.service);
        }

        /** Whether it is for a stub of that name with these endpoints, one of which has to match host and service. */
        boolean matches(String name, List<Endpoint> endpoints) {
            return fits(target, name)
                    && endpoints.stream().anyMatch(each -> fits(host, each.host()) && fits(service, each.service()));
        }

        private static boolean fits(String pattern, String text) {
            return pattern.equals("*") || Pattern.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q"), text);
        }

        List<Endpoint> order(List<Endpoint> endpoints) {
            List<Endpoint> order = new ArrayList<>();
            for (String scheme : providers) {
                for (Endpoint each : endpoints) {
                    boolean fits = scheme.equals(OTHERS)
                            ? !providers.contains(each.scheme())
                            : each.scheme().equals(scheme);
                    if (fits) order.add(each);
                }
            }
            return order;
        }
    }

    /**
     * The endpoints that may be used, in order of preference; empty if the rule that matches leaves none.
     *
     * @param target name of the stub, empty for none
     * @param endpoints of the object, in the exporter's order
     */
    public List<Endpoint> order(String target, List<Endpoint> endpoints) {
        return matching(target, endpoints).map(rule -> rule.order(endpoints)).orElse(List.copyOf(endpoints));
    }

    /**
     * What the rule that matches says of connections of a scheme, name to value; empty without one.
     *
     * @param target as for {@link #order}
     * @param endpoints as for {@link #order}
     */
    public Map<String, String> options(String target, List<Endpoint> endpoints, String scheme) {
        return matching(target, endpoints)
                .map(rule -> rule.options().getOrDefault(scheme, Map.of()))
                .orElse(Map.of());
    }

    private Optional<Rule> matching(String target, List<Endpoint> endpoints) {
        return rules.stream().filter(rule -> rule.matches(target, endpoints)).findFirst();
    }
}
