package io.rmix.cli.config;

import io.rmix.Links;
import io.rmix.dvm.runtime.MemberAddress;
import java.util.List;
import java.util.Optional;

/** Reads {@code links.rules}: by name of the member, host or service, the providers that may carry a link, the preferred one first. */
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
        section.finish();
        if (target.isEmpty() && host.isEmpty() && service.isEmpty())
            throw item.place().error("rules: expected a target, a host or a service; '*' for any");
        try {
            return new Links.Rule(
                    pattern(target),
                    pattern(host),
                    pattern(service),
                    providers.items().stream()
                            .map(each -> each.text("a scheme such as grpc, or '*'"))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw providers.place().error("providers: %s", e.getMessage());
        }
    }

    private static String pattern(Optional<Value> value) {
        return value.map(each -> each.text("a pattern, in which * stands for any characters"))
                .orElse("*");
    }
}
