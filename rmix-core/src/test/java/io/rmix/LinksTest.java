package io.rmix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rmix.Links.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final List<Endpoint> BANK =
            endpoints("rmi://north.example:1/bank", "grpc://north.example:2/bank", "soap://south.example:3/bank");

    private static List<Endpoint> endpoints(String... texts) {
        return Stream.of(texts).map(Endpoint::parse).toList();
    }

    @Test
    void withoutARuleTheExportersOrderCounts() {
        assertEquals(BANK, Links.none().order("", BANK));
        assertEquals(BANK, Links.none().with(Rule.service("stock", "grpc")).order("", BANK));
    }

    @Test
    void aRuleGivesTheProtocolsThatMayBeUsedInOrder() {
        Links links = Links.none().with(Rule.service("bank", "soap", "grpc"));
        assertEquals(endpoints("soap://south.example:3/bank", "grpc://north.example:2/bank"), links.order("", BANK));
        assertEquals(
                endpoints("soap://south.example:3/bank", "rmi://north.example:1/bank", "grpc://north.example:2/bank"),
                Links.none().with(Rule.service("ba*", "soap", "*")).order("", BANK));
        assertEquals(List.of(), Links.none().with(Rule.service("*", "xmlrpc")).order("", BANK));
    }

    @Test
    void theFirstRuleThatMatchesCounts() {
        Links links = Links.none()
                .with(Rule.target("main", "soap"))
                .with(Rule.host("*.example", "rmi"))
                .with(Rule.service("bank", "grpc"));
        assertEquals("soap", links.order("main", BANK).get(0).scheme());
        assertEquals("rmi", links.order("other", BANK).get(0).scheme());
        assertEquals(
                "grpc",
                links.order("", endpoints("soap://host:1/bank", "grpc://host:2/bank"))
                        .get(0)
                        .scheme());
    }

    @Test
    void hostAndServiceHaveToMatchAtOneEndpoint() {
        Links links = Links.none().with(new Rule("*", "south.example", "stock", List.of("soap")));
        assertEquals(BANK, links.order("", BANK));
    }

    @Test
    void aNewRuleTakesThePlaceOfOneForTheSame() {
        Links links = Links.none()
                .with(Rule.target("a", "grpc"))
                .with(Rule.target("b", "grpc"))
                .withFirst(Rule.target("b", "soap"));
        assertEquals(List.of(Rule.target("b", "soap"), Rule.target("a", "grpc")), links.rules());
    }

    @Test
    void patternsAreNoRegularExpressions() {
        Links links = Links.none().with(Rule.host("north.e.ample", "soap"));
        assertEquals(BANK, links.order("", BANK));
    }

    @Test
    void badRulesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Rule.target("a"));
        assertThrows(IllegalArgumentException.class, () -> Rule.target("a", "GRPC"));
        assertThrows(IllegalArgumentException.class, () -> Rule.target("a", "grpc", "grpc"));
    }

    @Test
    void theRuleThatMatchesGivesTheOptionsOfAScheme() {
        Rule rule = Rule.target("main", "grpc", "*")
                .withOption("grpc", "compression", "none")
                .withOption("grpc", "compression", "gzip")
                .withOption("soap", "idle", "5s");
        Links links = Links.none().with(rule).with(Rule.target("*", "grpc").withOption("grpc", "keep-alive", "1m"));
        assertEquals(Map.of("compression", "gzip"), links.options("main", BANK, "grpc"));
        assertEquals(Map.of("idle", "5s"), links.options("main", BANK, "soap"));
        assertEquals(Map.of(), links.options("main", BANK, "rmi"));
        assertEquals(Map.of("keep-alive", "1m"), links.options("", BANK, "grpc"));
        assertEquals(Map.of(), Links.none().options("", BANK, "grpc"));
    }

    @Test
    void optionsOfWhatMayNotBeUsedAreRefused() {
        Rule rule = Rule.target("a", "grpc");
        assertThrows(IllegalArgumentException.class, () -> rule.withOption("soap", "idle", "5s"));
        Rule others = Rule.target("a", "*");
        assertThrows(IllegalArgumentException.class, () -> others.withOption("*", "idle", "5s"));
        assertThrows(IllegalArgumentException.class, () -> rule.withOption("grpc", "Key.with=signs", "5s"));
    }
}
