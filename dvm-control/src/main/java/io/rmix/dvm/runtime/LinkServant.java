package io.rmix.dvm.runtime;

import io.rmix.Links;
import io.rmix.ServerContext;
import java.util.List;

/** Rules of links for operators. */
final class LinkServant implements LinkControl {
    private final NodeEngine engine;

    LinkServant(NodeEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<LinkRule> rules() {
        return engine.rules().rules().stream().map(LinkRule::of).toList();
    }

    @Override
    public void set(LinkRule rule) throws BadLinkException {
        try {
            synchronized (engine) {
                change(engine.rules().withFirst(rule.rule()));
            }
        } catch (IllegalArgumentException e) {
            throw new BadLinkException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void replace(List<LinkRule> rules) throws BadLinkException {
        try {
            change(new Links(rules.stream().map(LinkRule::rule).toList()));
        } catch (IllegalArgumentException e) {
            throw new BadLinkException(String.valueOf(e.getMessage()));
        }
    }

    private void change(Links rules) {
        ServerContext.later(engine.rules(rules));
    }
}
