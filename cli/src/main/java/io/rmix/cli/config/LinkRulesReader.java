package io.rmix.cli.config;

import io.rmix.Links;
import io.rmix.cli.Schemes;
import io.rmix.dvm.runtime.MemberAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code links.rules}: by name of the member, host or service, the providers that may carry a link, the preferred one first, and options for their
 * connections.
 */
final class LinkRulesReader {
    private LinkRulesReader() {}

    /** None if the key is left out; checked to leave an endpoint of every member. */
    static Links read(Optional<Value> value, List<MemberAddress> members) {
        Links links = Links.none();
        if (value.isEmpty()) return links;
        for (Value item : value.get().items()) {
            links = links.with(rule(item));
            for (MemberAddress member : members) {
                if (links.order(member.name(), member.endpoints()).isEmpty())
                    throw item.place()
                            .error(
                                    "rules: this one leaves no endpoint of '%s', which has %s",
                                    member.name(), member.endpoints());
            }
        }
        return links;
    }

    private static Links.Rule rule(Value item) {
        Section section = item.section();
        Optional<Value> target = section.optional("target");
        Optional<Value> host = section.optional("host");
        Optional<Value> service = section.optional("service");
        Value providers = section.required("providers");
        Section options = section.section("options");
        section.finish();
        if (target.isEmpty() && host.isEmpty() && service.isEmpty())
            throw item.place().error("rules: expected a target, a host or a service; '*' for any");
        Links.Rule rule;
        try {
            rule = new Links.Rule(
                    pattern(target),
                    pattern(host),
                    pattern(service),
                    providers.items().stream()
                            .map(each -> each.text("a scheme such as grpc, or '*'"))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw providers.place().error("providers: %s", e.getMessage());
        }
        for (Value scheme : options.all()) rule = withOptions(rule, scheme);
        return rule;
    }

    private static Links.Rule withOptions(Links.Rule rule, Value scheme) {
        scheme.requireScheme("options");
        Links.Rule more = rule;
        for (Value option : scheme.section().all()) {
            String text = option.text("a single value");
            try {
                more = more.withOption(scheme.key(), option.key(), text);
                Schemes.checkOptions(scheme.key(), Map.of(option.key(), text));
            } catch (IllegalArgumentException e) {
                throw option.place().error("%s", e.getMessage());
            }
        }
        return more;
    }

    private static String pattern(Optional<Value> value) {
        return value.map(each -> each.text("a pattern, in which * stands for any characters"))
                .orElse("*");
    }
}
