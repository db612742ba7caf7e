package io.rmix.interceptors;

import io.rmix.Interception;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import io.rmix.ServerContext;
import io.rmix.ServerInterceptor;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets those call who are allowed to, and refuses everybody else with {@code DENIED}: a call needs one rule that allows it, and without
 * rules there is none. Each refusal is a line at WARN that names caller, contract and operation; the caller is not told the rules.
 *
 * <p>A principal is proved by the caller's certificate. An entry is what the caller says of itself: rules on entries keep honest callers
 * apart, not attackers, unless all who can connect are trusted. Given to an engine it guards introspection too, which is the contract
 * {@code rmix.v1.Introspection}.
 */
public final class Authorization implements ServerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(Authorization.class);

    private final List<Compiled> rules;

    /**
     * Allows calls that fit in every respect. Patterns: {@code *} stands for any characters, upper and lower case differ.
     *
     * @param principal pattern of the caller's principal as its certificate has it, such as {@code CN=office*}; empty: anybody, also without one
     * @param entries patterns of entries that the call must have, by key; may be empty
     * @param contracts pattern of the contract's name, such as {@code bank.v1.*}
     * @param operations pattern of the operation's name, such as {@code list*}
     */
    public record Rule(Optional<String> principal, Map<String, String> entries, String contracts, String operations) {
        public Rule {
            Objects.requireNonNull(principal, "principal");
            entries = Map.copyOf(entries);
            new Glob(contracts);
            new Glob(operations);
            principal.ifPresent(Glob::new);
            entries.values().forEach(Glob::new);
        }

        /** Everybody may call. */
        public static Rule anybody(String contracts, String operations) {
            return new Rule(Optional.empty(), Map.of(), contracts, operations);
        }

        /** Whose certificate names them so may call. */
        public static Rule principal(String pattern, String contracts, String operations) {
            return new Rule(Optional.of(pattern), Map.of(), contracts, operations);
        }

        /** Who sends the entry may call. */
        public static Rule entry(String key, String pattern, String contracts, String operations) {
            return new Rule(Optional.empty(), Map.of(key, pattern), contracts, operations);
        }
    }

    private record Compiled(Optional<Glob> principal, Map<String, Glob> entries, Glob contracts, Glob operations) {
        static Compiled of(Rule rule) {
            Map<String, Glob> entries = rule.entries().entrySet().stream()
                    .collect(java.util.stream.Collectors.toUnmodifiableMap(
                            Map.Entry::getKey, entry -> new Glob(entry.getValue())));
            return new Compiled(
                    rule.principal().map(Glob::new), entries, new Glob(rule.contracts()), new Glob(rule.operations()));
        }

        boolean allows(ServerContext call) {
            if (!contracts.matches(call.contract()) || !operations.matches(call.operation())) return false;
            for (Map.Entry<String, Glob> entry : entries.entrySet()) {
                String value = call.entries().get(entry.getKey());
                if (value == null || !entry.getValue().matches(value)) return false;
            }
            return principal.isEmpty()
                    || call.principal()
                            .map(Principal::getName)
                            .filter(name -> principal.get().matches(name))
                            .isPresent();
        }
    }

    /** @param rules each of which suffices; none denies all calls */
    public Authorization(List<Rule> rules) {
        this.rules = rules.stream().map(Compiled::of).toList();
    }

    @Override
    public Interception intercept(ServerContext call) {
        for (Compiled rule : rules) if (rule.allows(call)) return Interception.NONE;
        String caller = call.principal().map(Principal::getName).orElse("nobody known");
        LOG.warn(
                "{}: {} from {} may not call {} {}",
                call.endpoint(),
                caller,
                call.peer(),
                call.contract(),
                call.operation());
        throw new RefusedException(
                Code.DENIED, Outcome.NOT_INVOKED, caller + " may not call " + call.contract() + " " + call.operation());
    }
}
